import { z } from 'zod';
import { mayChangeAddress } from '../domain';
import type { Context } from '../host/context';
import type { InterfaceChange } from '../outside/network';
import { accepted, afterAnswer, bodyOf, failed, refused } from './answers';
import type { Route } from './routes';
import { nicSummary } from './shapes';

const base = '/v1/edge-mgmt/network';
const change = z.object({
  type: z.enum(['dhcp', 'static']),
  ip: z.ipv4().optional(),
  subnet: z.string().max(64).optional(),
  gateway: z.string().max(64).optional(),
  mtu: z.int().min(68).max(65_536).optional(),
  nameservers: z.array(z.string().max(64)).max(16).optional(),
});
const selection = z.object({ name: z.string().min(1).max(64) });

/**
 * Network interfaces and the management interface, as published.
 * @param moved called when the management address may have changed and the answer is out
 */
export function networkRoutes(context: Context, moved: () => void): Route[] {
  const { network, host } = context;
  const summaries = () => network.interfaces().map((nic, index) => nicSummary(nic, index === 0));
  const unknown = (name: string) => `There is no interface "${name.slice(0, 64)}"; see the list of interfaces.`;
  return [
    { method: 'GET', path: `${base}/interfaces`, answer: (call) => call.json({ interfaces: summaries() }) },
    {
      method: 'GET',
      path: `${base}/interfaces/:name`,
      answer: (call) => {
        const name = call.req.param('name') ?? '';
        const nic = summaries().find((known) => known.name === name);
        return nic ? call.json(nic) : failed(call, 404, 'INTERFACE_UNKNOWN', unknown(name));
      },
    },
    {
      method: 'PUT',
      path: `${base}/interfaces/:name/config`,
      audit: {
        actionType: 'update',
        kind: 'edgehost',
        message: (call) => `Network interface "${call.req.param('name')}" was changed.`,
      },
      answer: async (call) => {
        const name = call.req.param('name') ?? '';
        const body = change.safeParse(await bodyOf(call));
        if (!body.success) {
          return failed(
            call,
            400,
            'INTERFACE_CONFIG',
            `The configuration is not usable: ${z.prettifyError(body.error)}`,
          );
        }
        return await host.hold(async (state) => {
          const locked = mayChangeAddress(state);
          if (locked) return refused(call, locked);
          try {
            await network.change(name, asChange(body.data));
          } catch (error) {
            return failed(call, 400, 'INTERFACE_CONFIG', (error as Error).message);
          }
          afterAnswer(call, moved);
          return accepted(call, 202, `Interface "${name}" is being changed.`);
        });
      },
    },
    {
      method: 'GET',
      path: `${base}/management-interface`,
      answer: (call) => {
        const candidates = network.interfaces().map((nic) => ({
          name: nic.name,
          type: 'nic',
          ipAddress: nic.address,
          status: 'up',
        }));
        return call.json({ selected: candidates[0]?.name ?? '', candidates });
      },
    },
    {
      method: 'PUT',
      path: `${base}/management-interface`,
      audit: { actionType: 'update', kind: 'edgehost', message: 'The management interface was chosen.' },
      answer: async (call) => {
        const body = selection.safeParse(await bodyOf(call));
        const name = body.data?.name ?? '';
        const [selected] = network.interfaces();
        if (name !== selected?.name) {
          return failed(call, 400, 'INTERFACE_UNKNOWN', unknown(name));
        }
        return accepted(call, 202, `Interface "${name}" carries the management address.`);
      },
    },
  ];
}

function asChange({ ip, ...rest }: z.infer<typeof change>): InterfaceChange {
  const given = Object.entries({ ...rest, address: ip }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as unknown as InterfaceChange;
}
