/** Tokens, links and the table of linked hosts. */
import type { LinkActions, LinkedHost, LinkStatus, LinkToken, Outcome, Peer } from '../../operator';
import { actOn, conclude, confirm, dialogOf, refused, rowsWith, useButton } from '../acting';
import { type Desk, mainOf } from '../desk';
import { notShown } from '../errors';
import { named } from '../labels';
import { inSteps, type Steps } from '../steps';
import { alerts, first, rowsOf, sameName, type TableRow, type Tree, termValue, wordsOf } from '../tree';

export const linkActions = (desk: Desk): LinkActions => ({
  generateToken: () => generateToken(desk),

  stopTokenGeneration: () => inSteps(desk, 'linkedEdgeHosts', (steps) => steps.press('links.stop')),

  link: (token) => link(desk, token),

  unlink: (peer) => unlink(desk, peer),

  linkedHosts: async () => linkStatus(desk, await desk.glance('linkedEdgeHosts')),
});

export function generateToken(desk: Desk): Promise<Outcome<LinkToken>> {
  return actOn(desk, 'linkedEdgeHosts', async (shown) => {
    const there = tokenOf(desk, shown);
    if (there !== undefined) return { accepted: true, value: there };
    const acted = await conclude(desk, shown, () => useButton(desk, 'links.generate'));
    if (!acted.accepted) return acted;
    const token = acted.value && tokenOf(desk, acted.value);
    if (token !== undefined) return { accepted: true, value: token };
    const box = `text box "${desk.labels.text('links.token')}" after "${desk.labels.text('links.generate')}"`;
    throw notShown(desk.where, box, 'none with a token in it');
  });
}

export function link(desk: Desk, token: string): Promise<Outcome<LinkStatus>> {
  desk.redactor.learn('link token', token);
  return actOn(desk, 'linkedEdgeHosts', async (shown) => {
    const refusal = await useButton(desk, 'links.link');
    if (refusal !== undefined) return refusal;
    await dialogOf(desk).getByRole('textbox', desk.labels.named('links.enter')).fill(token);
    const acted = await confirm(desk, shown);
    if (!acted.accepted) return acted;
    const value = linkStatus(desk, acted.value ?? (await desk.look('linkedEdgeHosts')));
    return value.status === 'Failed' ? refused(value.errorMessage || 'Failed') : { accepted: true, value };
  });
}

export function unlink(desk: Desk, { address }: Peer): Promise<Outcome> {
  return inSteps(desk, 'linkedEdgeHosts', async (steps) => {
    if (address === desk.parts.host.address) await unlinkItself(steps);
    else await unlinkRow(steps, address);
    await steps.confirm();
  });
}

/** The button in the upper right. */
function unlinkItself(steps: Steps): Promise<void> {
  const { labels, main } = steps.desk;
  return steps.open(main.getByRole('button', labels.named('links.unlink')), labels.text('links.unlink'));
}

/** The three-dot button next to the IP address of the host, and its only entry. */
async function unlinkRow(steps: Steps, address: string): Promise<void> {
  const { labels, main } = steps.desk;
  const rows = rowsOf(mainOf(steps.shown), labels.text('links.table')) ?? [];
  if (!rows.some((row) => row.words(labels.text('links.address')) === address))
    steps.refuse(`The table "${labels.text('links.table')}" has no row with the IP address ${address}.`);
  const button = rowsWith(named(address), main).getByRole('button');
  if ((await button.count()) === 0)
    steps.refuse(`The row of ${address} has no three-dot button with "${labels.text('links.unlink')}".`);
  await steps.menu(button.first(), `three-dot button of ${address}`, 'links.unlink');
}

/** The token that a host shows; undefined where it shows none. */
function tokenOf(desk: Desk, tree: Tree): LinkToken | undefined {
  const { labels } = desk;
  const text = wordsOf(first(mainOf(tree), 'textbox', labels.text('links.token'))).replace(/\s+/g, '');
  if (text === '' || first(tree, 'dialog') !== undefined) return undefined;
  desk.redactor.learn('link token', text);
  const expires = termValue(mainOf(tree), labels.text('links.expires'));
  const remainingSeconds = secondsOf(expires ?? '');
  if (remainingSeconds === undefined) {
    return desk.unreadable(`"${labels.text('links.expires')}"`, expires ?? '', 'a time like "1:37" or "97 seconds"');
  }
  return { text, remainingSeconds };
}

const units: readonly (readonly [RegExp, number])[] = [
  [/^h/i, 3600],
  [/^m/i, 60],
  [/^s/i, 1],
];

/** Seconds in `1:37`, `97`, `97 s`, `1 min 37 s`. */
export function secondsOf(text: string): number | undefined {
  const clock = /^(?:(\d+):)?(\d+):(\d{2})$/.exec(text.trim());
  if (clock) return Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3]);
  const parts = [...text.matchAll(/(\d+)\s*([a-z]*)/gi)];
  if (parts.length === 0) return undefined;
  return parts.reduce((sum, [, count, unit = '']) => {
    const [, seconds = 1] = units.find(([pattern]) => pattern.test(unit)) ?? [];
    return sum + Number(count) * seconds;
  }, 0);
}

const states = ['Pending', 'InProgress', 'Completed', 'Failed'] as const;

function linkStatus(desk: Desk, tree: Tree): LinkStatus {
  const { labels } = desk;
  const main = mainOf(tree);
  const hosts = (rowsOf(main, labels.text('links.table')) ?? []).map((row) => linkedHost(desk, row));
  const errorMessage = desk.told(alerts(main).join(' '));
  const said = termValue(main, labels.text('links.state'));
  // What the documentation has people look at is the table.
  if (said === undefined) return { status: hosts.length === 0 ? 'unlinked' : 'Completed', errorMessage, hosts };
  const status = states.find((state) => sameName(state, said.replace(/[\s_-]/g, '')));
  if (status !== undefined) return { status, errorMessage, hosts };
  return desk.unreadable(`"${labels.text('links.state')}"`, said, states.map((state) => `"${state}"`).join(' or '));
}

function linkedHost({ labels }: Desk, row: TableRow): LinkedHost {
  return {
    id: '',
    address: row.words(labels.text('links.address')),
    role: row.words(labels.text('links.role')),
    state: row.words(labels.text('links.status')),
    nodeRole: '',
    contentSyncStatus: row.words(labels.text('links.content')),
    health: healthOf(row.words(labels.text('links.health'))),
  };
}

/** `Unhealthy no answer since …`: the word, and why. */
function healthOf(words: string): LinkedHost['health'] {
  const [, word = '', reason = ''] = /^(healthy|unhealthy)\b[\s:,(]*(.*)$/is.exec(words.trim()) ?? [];
  if (word === '') return undefined;
  return { status: sameName(word, 'Healthy') ? 'Healthy' : 'Unhealthy', reason };
}
