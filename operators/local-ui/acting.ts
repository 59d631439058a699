/** Doing something on a page: its buttons, menus and dialogs, and what came of it. */
import type { Locator } from 'playwright-core';
import type { LocalUiLabel } from '../../target';
import { HostFault, type Outcome } from '../operator';
import { type Desk, mainOf, type PageName } from './desk';
import { NetworkChanged, silent } from './errors';
import type { Named } from './labels';
import { alerts, first, type Tree } from './tree';

export type Refused = Extract<Outcome, { readonly accepted: false }>;

export const refused = (reason: string): Refused => ({ accepted: false, reason });

/** What came of an act: what the page shows now; undefined where the host did it and is away since. */
export type Acted = Outcome<Tree | undefined>;

/** The session ended in the middle of it, and the page asks for a login. */
class LoginAsked extends Error {}

/**
 * Opens a page anew and does something on it. Where the page asks for a login in the middle of it, it is done once more, as a
 * person would.
 */
export function actOn<T>(desk: Desk, page: PageName, act: (shown: Tree) => Promise<Outcome<T>>): Promise<Outcome<T>> {
  const once = async (): Promise<Outcome<T>> => {
    const opened = await desk.open(page);
    const outcome = opened.accepted ? await act(opened.value) : opened;
    // What is refused now may be so because of what was done and not seen.
    if (!outcome.accepted && desk.disturbed !== undefined) throw desk.disturbed;
    return outcome;
  };
  return desk.inTurn(async () => {
    try {
      return await once();
    } catch (error) {
      if (!(error instanceof LoginAsked)) throw error;
    }
    return once();
  });
}

/** Uses a button, an entry of a menu, a tab. Resolves to why that cannot be done, if it cannot. */
export async function use(desk: Desk, what: Locator, label: string): Promise<Refused | undefined> {
  const state = await what.evaluateAll(stateOf);
  if (state === undefined) return refused(`The page "${desk.where.page}" offers no "${label}".`);
  if (state.isDisabled) return refused(desk.told(state.why) || `"${label}" is disabled and does not say why.`);
  // What does not move need not be watched for two frames.
  await what.first().click({ force: !state.moves });
  return undefined;
}

/** The same with a button of the main part of the page. */
export function useButton(desk: Desk, label: LocalUiLabel): Promise<Refused | undefined> {
  return use(desk, desk.main.getByRole('button', desk.labels.named(label)), desk.labels.text(label));
}

/** The same with a menu: its button, and then its entries, one menu opening the next. */
export async function useMenu(
  desk: Desk,
  button: Locator,
  name: string,
  ...entries: readonly LocalUiLabel[]
): Promise<Refused | undefined> {
  const refusal = await use(desk, button, name);
  if (refusal !== undefined) return refusal;
  for (const entry of entries) {
    const item = desk.page.getByRole('menuitem', desk.labels.named(entry));
    // Menus open by a script, which takes its moment.
    await item.first().waitFor();
    const refusedThere = await use(desk, item, desk.labels.text(entry));
    if (refusedThere !== undefined) return refusedThere;
  }
  return undefined;
}

/** The dialog that is open. */
export const dialogOf = (desk: Desk): Locator => desk.page.getByRole('dialog').last();

/** The rows of tables there that have a cell of this name, be it their header or not. */
export function rowsWith(cell: Named, part: Locator): Locator {
  const page = part.page();
  return part.getByRole('row').filter({ has: page.getByRole('cell', cell).or(page.getByRole('rowheader', cell)) });
}

/** Confirms the dialog that is open, and waits for what comes of it. */
export async function confirm(desk: Desk, before: Tree): Promise<Acted> {
  const label = desk.labels.text('dialog.confirm');
  const acted = await conclude(desk, before, () =>
    use(desk, dialogOf(desk).getByRole('button', desk.labels.named('dialog.confirm')), label),
  );
  if (acted.accepted && first(acted.value ?? [], 'dialog') !== undefined) throw silent(desk.where, label);
  return acted;
}

/**
 * Does a step of an act, and tells what the host said to it.
 *
 * @param before what was shown before: its alerts are about something else
 */
export async function conclude(desk: Desk, before: Tree, step: () => Promise<Refused | undefined>): Promise<Acted> {
  const since = desk.mark();
  const refusal = await step();
  if (refusal !== undefined) return refusal;
  let shown: Tree;
  try {
    shown = await desk.settled(since);
  } catch (error) {
    const status = desk.statusOfAct(since);
    if (status === undefined || status >= 400) throw error;
    if (error instanceof NetworkChanged) shown = await desk.reload(error);
    else if (error instanceof HostFault) {
      // Done, and away at once: a host that reboots, or moves to another address.
      desk.lose();
      return { accepted: true, value: undefined };
    } else throw error;
  }
  if (desk.isLogin(shown)) throw new LoginAsked();
  const dialog = first(shown, 'dialog');
  const said = dialog === undefined ? newAlerts(before, shown) : alerts([dialog]).join(' ');
  if (said === '') return { accepted: true, value: shown };
  // It stays open, for another try that nobody makes.
  if (dialog !== undefined) desk.lose();
  return refused(desk.told(said));
}

/** An outcome of which only its kind matters. */
export const done = (outcome: Outcome<unknown>): Outcome =>
  outcome.accepted ? { accepted: true, value: undefined } : outcome;

/** What the page says and did not say before. */
function newAlerts(before: Tree, after: Tree): string {
  const known = [...alerts(mainOf(before))];
  const fresh = alerts(mainOf(after)).filter((words) => {
    const at = known.indexOf(words);
    if (at < 0) return true;
    known.splice(at, 1);
    return false;
  });
  return fresh.join(' ');
}

/** What a person sees of something that can be used. */
interface State {
  readonly isDisabled: boolean;
  /** What describes it. */
  readonly why: string;
  /** Something on the page is on its way to where it will be. */
  readonly moves: boolean;
}

/** In the page: the state of the first of these, if there is one. */
function stateOf(found: readonly unknown[]): State | undefined {
  interface Animation {
    readonly playState: string;
    readonly effect: { getComputedTiming(): { readonly endTime: number } } | null;
  }
  interface Node {
    readonly disabled?: boolean;
    readonly textContent: string | null;
    readonly ownerDocument: { getElementById(id: string): Node | null; getAnimations(): readonly Animation[] };
    getAttribute(name: string): string | null;
    closest(selector: string): Node | null;
  }
  const used = found[0] as Node | undefined;
  if (used === undefined) return undefined;
  const ids = (used.getAttribute('aria-describedby') ?? '').split(/\s+/);
  const described = ids.map((id) => used.ownerDocument.getElementById(id)?.textContent?.trim() ?? '');
  const why = described.filter((words) => words !== '').join(' ');
  const isMoving = ({ playState, effect }: Animation): boolean =>
    playState === 'running' && Number.isFinite(effect?.getComputedTiming().endTime);
  return {
    isDisabled: used.disabled === true || used.closest('[aria-disabled=true]') !== null,
    why: (why || used.getAttribute('aria-description') || used.getAttribute('title')) ?? '',
    moves: used.ownerDocument.getAnimations().some(isMoving),
  };
}
