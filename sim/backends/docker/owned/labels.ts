/**
 * What marks a container, network or volume as ours, before it exists: which run made it, and which process that run was, so
 * that another run can tell whether it still goes on. Labels never change once a thing is there.
 */
import type { Labels } from '../engine/engine';
import type { ThisMachine } from './machine';

export const labelNames = {
  /** Id of the run. Whatever has it is ours; nothing else is. */
  run: 'hostlink.run',
  /** The process of the run, see {@link ownerText}. */
  owner: 'hostlink.owner',
  /** When the run began, ISO 8601. */
  started: 'hostlink.started',
  /** `on-failure` where the run may leave failed sites for somebody to look at, which only `hostlink prune` removes; or `never`. */
  keep: 'hostlink.keep',
  /** Name of the host it belongs to. */
  host: 'hostlink.host',
  /** `helper` or `host`. */
  part: 'hostlink.part',
} as const;

/** What a run puts on everything it makes. */
export interface RunMark {
  /** Unique: no two runs share it, on any machine. */
  readonly id: string;
  /** See {@link ownerText}. */
  readonly owner: string;
  readonly started: Date;
  readonly keep: boolean;
}

/** Labels of everything of a run. */
export function runLabels({ id, owner, started, keep }: RunMark): Labels {
  return {
    [labelNames.run]: id,
    [labelNames.owner]: owner,
    [labelNames.started]: started.toISOString(),
    // Always set: a container has its image's labels too, and whoever made that is not to say what stays.
    [labelNames.keep]: keep ? 'on-failure' : 'never',
  };
}

/** Whether somebody may want to look at it though its run is over. */
export function isKept(labels: Labels): boolean {
  return labels[labelNames.keep] === 'on-failure';
}

/** Labels of a container of one host. */
export function partLabels(run: Labels, host: string, part: 'helper' | 'host'): Labels {
  return { ...run, [labelNames.host]: host, [labelNames.part]: part };
}

/** Whether the run that a label names still goes on; `unknown` where that cannot be seen from here. */
export type Life = 'living' | 'dead' | 'unknown';

/** The text of `hostlink.owner` for a process of this machine. */
export function ownerText(pid: number, { host, boot, pidNamespace, startOf }: ThisMachine): string {
  const start = startOf(pid) ?? '';
  return new URLSearchParams({ pid: String(pid), start, boot, pidNamespace, host }).toString();
}

/** Judges the text of `hostlink.owner`. Nobody is taken for dead on a guess. */
export function lifeOf(text: string | undefined, here: ThisMachine): Life {
  const owner = new URLSearchParams(text ?? '');
  const has = (name: string, value: string) => owner.get(name) === value;
  const pid = Number(owner.get('pid'));
  if (!Number.isSafeInteger(pid) || pid <= 0) return 'unknown';
  if (!has('boot', here.boot)) return has('host', here.host) ? 'dead' : 'unknown';
  // Where no boot has an id, only the name tells one machine from another.
  if (here.boot === '' && !has('host', here.host)) return 'unknown';
  if (!has('pidNamespace', here.pidNamespace)) return 'unknown';
  const start = here.startOf(pid);
  if (start === 'hidden') return 'unknown';
  return start !== undefined && has('start', start) ? 'living' : 'dead';
}
