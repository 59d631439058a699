import { SiteError, sentenceOf } from '../../../errors';
import type { KeptHost } from '../../../site';
import type { Engine, Labels, Owned } from '../engine/engine';
import { isKept, labelNames, lifeOf } from './labels';
import { type ThisMachine, thisMachine } from './machine';

/** Removals under way at a time: more of them take no less time in all. */
const sideBySide = 8;

/** What came of a sweep. */
export interface Swept {
  readonly removed: readonly Owned[];
  /** What the engine did not remove, as somebody else uses it, say. */
  readonly left: readonly { readonly thing: Owned; readonly error: Error }[];
}

/** Which of the things that a sweep finds it is to remove. What a container uses that stays, stays too. */
export type Which = (thing: Owned) => boolean;

/**
 * Removes what dead runs left, but for what they kept. Leaves alone whatever may belong to a run that still goes on.
 *
 * @param spared what is not tried again
 */
export function sweepDead(
  engine: Engine,
  here: ThisMachine = thisMachine(),
  spared: readonly Owned[] = [],
): Promise<Swept> {
  return sweep(engine, { [labelNames.run]: '' }, ({ id, labels }) => {
    const isDead = !isKept(labels) && lifeOf(labels[labelNames.owner], here) === 'dead';
    return isDead && !spared.some((thing) => thing.id === id);
  });
}

/**
 * Begins to sweep what dead runs left, beside a run. What this returns is called when the run ends: it looks once more, as a
 * busy engine may make what a killed run asked for only after a first look, and resolves to what could not be removed, a
 * sentence each. Never rejects.
 */
export function sweepBeside(engine: Engine, here: ThisMachine = thisMachine()): () => Promise<readonly string[]> {
  const first = sweepDead(engine, here);
  // It is told of at the end.
  first.catch(() => undefined);
  return async () => {
    try {
      const { left } = await first;
      const late = await sweepDead(
        engine,
        here,
        left.map(({ thing }) => thing),
      );
      return [...left, ...late.left].map(({ error }) => error.message);
    } catch (error) {
      return [sentenceOf(error)];
    }
  };
}

/** Removes everything of a run but these hosts. Never rejects: resolves to what could not be removed, a sentence each. */
export async function sweepRun(
  engine: Engine,
  runId: string,
  kept: readonly KeptHost[] = [],
): Promise<readonly string[]> {
  const names = new Set(kept.flatMap(({ container, helper }) => [container, helper]));
  try {
    const { left } = await sweep(engine, { [labelNames.run]: runId }, ({ kind, name }) => {
      return kind !== 'container' || !names.has(name);
    });
    return left.map(({ error }) => error.message);
  } catch (error) {
    return [sentenceOf(error)];
  }
}

/**
 * Removes everything with these labels that is to go, until a look finds nothing of it any more, since a run that was killed
 * may have asked the engine for something that comes into being only now. Rejects where the engine is gone.
 */
export async function sweep(engine: Engine, labels: Labels, which: Which): Promise<Swept> {
  const removed: Owned[] = [];
  for (;;) {
    const pass = await removeAll(engine, chosen(await engine.owned(labels), which));
    removed.push(...pass.removed);
    if (pass.removed.length === 0) return { removed, left: pass.left };
  }
}

/** What a sweep would remove of these things. */
export function chosen(things: readonly Owned[], which: Which): readonly Owned[] {
  const inUse = new Set(things.filter((thing) => !which(thing)).flatMap(({ uses }) => uses));
  return things.filter((thing) => which(thing) && (thing.kind === 'container' || !inUse.has(thing.name)));
}

/** What may be removed side by side, in order: first what needs the others. */
function stages(things: readonly Owned[]): readonly (readonly Owned[])[] {
  const isHost = ({ kind, labels }: Owned) => kind === 'container' && labels[labelNames.part] === 'host';
  const isHelper = (thing: Owned) => thing.kind === 'container' && !isHost(thing);
  return [things.filter(isHost), things.filter(isHelper), things.filter(({ kind }) => kind !== 'container')];
}

async function removeAll(engine: Engine, things: readonly Owned[]): Promise<Swept> {
  const removed: Owned[] = [];
  const left: { thing: Owned; error: Error }[] = [];
  for (const stage of stages(things)) {
    const queue = stage.values();
    const worker = async (): Promise<void> => {
      for (const thing of queue) {
        try {
          await engine.remove(thing);
          removed.push(thing);
        } catch (error) {
          // An engine that is gone removes nothing else either.
          if (!(error instanceof SiteError) || error.code !== 'SITE_ENGINE_REFUSED') throw error;
          left.push({ thing, error });
        }
      }
    };
    await Promise.all(Array.from({ length: Math.min(sideBySide, stage.length) }, worker));
  }
  return { removed, left };
}
