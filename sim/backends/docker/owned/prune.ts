import { dockerEngine } from '../engine/dockerode';
import type { Engine, Owned } from '../engine/engine';
import { labelNames, lifeOf } from './labels';
import { type ThisMachine, thisMachine } from './machine';
import { chosen, sweep } from './sweep';

export interface PruneOptions {
  /** Only tells what would be removed. */
  readonly dryRun?: boolean;
  /** Only of runs that began at least so long ago. */
  readonly olderThanSeconds?: number;
}

/** A container, network or volume of a run. */
export interface PrunedThing {
  readonly kind: Owned['kind'];
  readonly name: string;
  /** Id of the run that made it. */
  readonly run: string;
  /** Since the run began; `undefined` where nothing says when that was. */
  readonly ageSeconds: number | undefined;
}

/** Why something of ours stays. */
export type PruneReason =
  /** Its run still goes on. */
  | 'living'
  /** Whether its run still goes on cannot be seen from here, and no age was given from which that does not matter. */
  | 'unknown'
  /** Its run began too short a time ago. */
  | 'young'
  /** Something that stays uses it. */
  | 'used';

export interface Pruned {
  /** In the order of their runs; with `dryRun`, what would be removed. */
  readonly removed: readonly PrunedThing[];
  readonly kept: readonly (PrunedThing & { readonly reason: PruneReason })[];
  /** What the engine did not remove, and its own words. */
  readonly refused: readonly (PrunedThing & { readonly message: string })[];
}

/** What tests put in place of the real things. */
export interface PruneParts {
  readonly engine: Engine;
  readonly here: ThisMachine;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * Removes what runs left on the engine, what they kept included, but for runs that still go on. Rejects with
 * `SITE_ENGINE_GONE`.
 */
export async function pruneDocker(options: PruneOptions, parts: Partial<PruneParts> = {}): Promise<Pruned> {
  const { engine = dockerEngine(), here = thisMachine(), now = Date.now() } = parts;
  const told = (thing: Owned) => describe(thing, now);
  const reasonOf = (thing: Owned) => reasonToStay(thing, options, here, now);
  const goes = (thing: Owned) => reasonOf(thing) === undefined;
  const ours = { [labelNames.run]: '' };
  try {
    const things = await engine.owned(ours);
    const going = chosen(things, goes);
    const staying = things.filter((thing) => !going.includes(thing));
    const { removed, left } = options.dryRun ? { removed: going, left: [] } : await sweep(engine, ours, goes);
    return {
      removed: sorted(removed.map(told)),
      kept: sorted(staying.map((thing) => ({ ...told(thing), reason: reasonOf(thing) ?? 'used' }))),
      refused: sorted(left.map(({ thing, error }) => ({ ...told(thing), message: error.message }))),
    };
  } finally {
    engine.close();
  }
}

function reasonToStay(
  { labels }: Owned,
  { olderThanSeconds }: PruneOptions,
  here: ThisMachine,
  now: number,
): PruneReason | undefined {
  const life = lifeOf(labels[labelNames.owner], here);
  if (life === 'living') return 'living';
  if (olderThanSeconds === undefined) return life === 'unknown' ? 'unknown' : undefined;
  return (ageOf(labels[labelNames.started], now) ?? Number.POSITIVE_INFINITY) < olderThanSeconds ? 'young' : undefined;
}

function describe({ kind, name, labels }: Owned, now: number): PrunedThing {
  return { kind, name, run: labels[labelNames.run] ?? '', ageSeconds: ageOf(labels[labelNames.started], now) };
}

/** Seconds since then; a clock that was set back makes nothing younger than new. */
function ageOf(started: string | undefined, now: number): number | undefined {
  const at = Date.parse(started ?? '');
  return Number.isNaN(at) ? undefined : Math.max(0, (now - at) / 1000);
}

const kinds: readonly Owned['kind'][] = ['container', 'network', 'volume'];

/** Runs from the oldest to the youngest, things of a run by kind and name. */
function sorted<T extends PrunedThing>(things: readonly T[]): readonly T[] {
  const age = ({ ageSeconds }: T) => ageSeconds ?? Number.MAX_SAFE_INTEGER;
  return things.toSorted(
    (a, b) =>
      age(b) - age(a) ||
      a.run.localeCompare(b.run) ||
      kinds.indexOf(a.kind) - kinds.indexOf(b.kind) ||
      a.name.localeCompare(b.name, 'en', { numeric: true }),
  );
}
