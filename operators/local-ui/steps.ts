/** An act of many steps, each of which the page may refuse: then nothing of the rest is done. */
import type { Locator } from 'playwright-core';
import type { LocalUiLabel } from '../../target';
import type { Outcome } from '../operator';
import { type Acted, actOn, conclude, confirm, done, type Refused, refused, use, useMenu } from './acting';
import type { Desk, PageName } from './desk';
import type { Tree } from './tree';

/** Ends the steps. */
class Refusal extends Error {
  constructor(readonly outcome: Refused) {
    super(outcome.reason);
  }
}

export class Steps {
  constructor(
    readonly desk: Desk,
    /** What the page showed last. */
    public shown: Tree,
  ) {}

  /** Ends the act as refused. */
  refuse(reason: string): never {
    throw new Refusal(refused(reason));
  }

  /** Presses a button, of the main part of the page unless another one is given. */
  press(label: LocalUiLabel, part: Locator = this.desk.main): Promise<void> {
    return this.use(part.getByRole('button', this.desk.labels.named(label)), label);
  }

  /** Presses this button. */
  async use(button: Locator, label: LocalUiLabel): Promise<void> {
    const text = this.desk.labels.text(label);
    await this.#take(conclude(this.desk, this.shown, () => use(this.desk, button, text)));
  }

  /** Opens a dialog with this button: of that the host is told nothing. @param name what the button is called */
  open(button: Locator, name: string): Promise<void> {
    return this.#unless(use(this.desk, button, name));
  }

  /** Opens a menu with this button and uses its entries. @param name what the button is called */
  menu(button: Locator, name: string, ...entries: readonly LocalUiLabel[]): Promise<void> {
    return this.#unless(useMenu(this.desk, button, name, ...entries));
  }

  /** Fills in a text box. */
  async fill(label: LocalUiLabel, value: string, part: Locator = this.desk.main): Promise<void> {
    await part.getByRole('textbox', this.desk.labels.named(label)).fill(value);
  }

  /** Chooses one of the options that a box has. */
  async choose(label: LocalUiLabel, option: LocalUiLabel, part: Locator = this.desk.main): Promise<void> {
    const { labels } = this.desk;
    await part.getByRole('combobox', labels.named(label)).selectOption({ label: labels.text(option) });
  }

  /** Checks a box, unless it is. @param what it stands for */
  async check(box: Locator, what: string): Promise<void> {
    if ((await box.count()) === 0) this.refuse(`The page "${this.desk.where.page}" does not offer ${what}.`);
    if (await box.first().isChecked()) return;
    await this.#unless(use(this.desk, box, what));
  }

  /** Confirms the dialog that is open. */
  confirm(): Promise<void> {
    return this.#take(confirm(this.desk, this.shown));
  }

  async #unless(refusing: Promise<Refused | undefined>): Promise<void> {
    const refusal = await refusing;
    if (refusal !== undefined) throw new Refusal(refusal);
  }

  async #take(acting: Promise<Acted>): Promise<void> {
    const acted = await acting;
    if (!acted.accepted) throw new Refusal(acted);
    this.shown = acted.value ?? [];
  }
}

/** Does an act of many steps on a page that is opened anew. */
export async function inSteps(desk: Desk, page: PageName, act: (steps: Steps) => Promise<void>): Promise<Outcome> {
  return done(
    await actOn(desk, page, async (shown): Promise<Outcome> => {
      try {
        await act(new Steps(desk, shown));
        return { accepted: true, value: undefined };
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        // Whatever was begun is left there.
        desk.lose();
        return error.outcome;
      }
    }),
  );
}
