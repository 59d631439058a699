import { oneLine, plural } from '../../conformance/index';
import type { Pruned, PrunedThing, PruneReason } from '../../sim';
import type { Output } from '../io';
import { painter } from '../terminal/style';
import { hanging } from '../terminal/wrap';
import { ageText } from './age';

/** Why things of a run stay, as it goes on after "of run …". */
const reasons: Readonly<Record<PruneReason, string>> = {
  living: 'which still goes on',
  unknown: 'which may still go on, as that cannot be seen from here; with --older-than only the age of a run counts',
  young: 'which is not that old',
  used: 'which something uses that stays',
};

/** What was removed, or would be, of each run; then what stays, and why; then the result in one sentence. */
export function printPruned({ removed, kept, refused }: Pruned, dryRun: boolean, output: Output): void {
  const paint = painter(output);
  const width = Math.max(0, ...removed.map(({ kind }) => kind.length));
  for (const things of byRun(removed)) {
    const [{ run, ageSeconds }] = things;
    const title = `Run ${oneLine(run)}, began ${ageText(ageSeconds)} ago`;
    const rows = things.map(({ kind, name }) => `  ${paint('dim', kind.padEnd(width))}  ${oneLine(name)}`);
    output.write(`${paint('bold', title)}\n${rows.join('\n')}\n\n`);
  }
  const say = (mark: string, text: string) => output.write(`${hanging(mark, 2, oneLine(text), output.columns)}\n`);
  for (const reason of Object.keys(reasons) as PruneReason[]) {
    for (const things of byRun(kept.filter((thing) => thing.reason === reason))) {
      say('  ', `Left alone: ${counted(things)} of run ${things[0].run}, ${reasons[reason]}.`);
    }
  }
  for (const { message } of refused) say(`${paint('yellow', '?')} `, message);
  const what = removed.length > 0 ? counted(removed) : 'nothing';
  output.write(`${dryRun ? `Would remove ${what}` : `Removed ${what}`}.\n`);
}

function byRun<T extends PrunedThing>(things: readonly T[]): readonly (readonly [T, ...T[]])[] {
  return Object.values(Object.groupBy(things, ({ run }) => `run ${run}`)) as [T, ...T[]][];
}

/** `2 containers, 1 network` */
function counted(things: readonly PrunedThing[]): string {
  const kinds = Object.entries(Object.groupBy(things, ({ kind }) => kind));
  return kinds.map(([kind, each]) => plural(each.length, kind)).join(', ');
}
