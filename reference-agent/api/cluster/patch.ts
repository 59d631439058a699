import { applyPatch, type Operation } from 'rfc6902';
import type { PoolPatch } from './schemas';

/**
 * Applies JSON patches (RFC 6902) to a value of its own making.
 * @returns what is wrong with the first one that cannot be applied, one sentence
 */
export function patchProblem(target: object, patches: readonly PoolPatch[]): string | undefined {
  for (const patch of patches) {
    const where = JSON.stringify(patch.path.slice(0, 128));
    if (!pointsInto(target, patch)) return `There is nothing at ${where} to ${patch.op}; see the node pool as it is.`;
    const [error] = applyPatch(target, [patch as Operation]);
    if (error) return `The patch of ${where} cannot be applied; give it a value, and a place that the node pool has.`;
  }
  return undefined;
}

/**
 * Whether a patch names a place in what was sent and nowhere else: every step on the way is a key of its own, never one
 * that objects and lists inherit (`__proto__`, `constructor`, `length`).
 */
function pointsInto(target: object, { op, path }: PoolPatch): boolean {
  if (!path.startsWith('/')) return false;
  const keys = path
    .slice(1)
    .split('/')
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  const last = keys.pop() as string;
  let parent: unknown = target;
  for (const key of keys) {
    if (typeof parent !== 'object' || parent === null || !Object.hasOwn(parent, key)) return false;
    if (Array.isArray(parent) && !isIndex(key)) return false;
    parent = (parent as Record<string, unknown>)[key];
  }
  if (typeof parent !== 'object' || parent === null || last === '__proto__') return false;
  if (Array.isArray(parent))
    return isIndex(last) ? Number(last) < parent.length + (op === 'add' ? 1 : 0) : op === 'add' && last === '-';
  return op === 'add' || Object.hasOwn(parent, last);
}

function isIndex(key: string): boolean {
  return /^(?:0|[1-9]\d{0,5})$/.test(key);
}
