import { resultOf } from '../../../action';
import type { Action, Visit } from '../../../page';
import { type PoolAnswer, poolsPath } from '../answers';

const poolPath = (name: string) => `${poolsPath}/${encodeURIComponent(name)}`;
const asSent = (hostIds: readonly string[]) => hostIds.map((hostUid) => ({ hostUid }));

/** What can be done on the Nodes tab. */
export const poolActions: readonly Action[] = [
  {
    path: '/cluster/pools',
    async act({ api }, form) {
      const pool = { name: form.get('pool')?.trim() ?? '', isControlPlane: false, hosts: asSent(form.getAll('host')) };
      return resultOf(await api.send('POST', poolsPath, pool));
    },
  },
  {
    path: '/cluster/pools/configure',
    async act(visit, form) {
      const name = form.get('pool') ?? '';
      const patch = { op: 'replace', path: '/hosts', value: asSent(await remaining(visit, name, form)) };
      return resultOf(await visit.api.send('PATCH', poolPath(name), { machinePoolConfigPatches: [patch] }));
    },
  },
  {
    path: '/cluster/pools/delete',
    act: async ({ api }, form) => resultOf(await api.send('DELETE', poolPath(form.get('pool') ?? ''))),
  },
  {
    path: '/cluster/nodes/delete',
    async act({ api }, form) {
      const node = encodeURIComponent(form.get('node') ?? '');
      return resultOf(await api.send('DELETE', `${poolPath(form.get('pool') ?? '')}/nodes/${node}`));
    },
  },
];

/** The hosts of a pool once those are out that the person saw in it and unchecked, and those are in that were chosen. */
async function remaining({ api }: Visit, name: string, form: URLSearchParams): Promise<readonly string[]> {
  const { items } = await api.must<{ readonly items: readonly PoolAnswer[] }>(poolsPath);
  const now = items.find((pool) => pool.name === name)?.hosts.map(({ hostUid }) => hostUid) ?? [];
  const [shown, chosen] = [form.getAll('shown'), form.getAll('host')];
  const kept = now.filter((id) => chosen.includes(id) || !shown.includes(id));
  return [...kept, ...chosen.filter((id) => !kept.includes(id) && !shown.includes(id))];
}
