import { z } from 'zod';
import type { Context } from '../host/context';
import { accepted, afterAnswer, bodyOf, failed } from './answers';
import type { Route } from './routes';
import { ownInfo, useOf } from './shapes';

const base = '/v1/edge-mgmt';
const text = z.string().max(64 * 1024);
const cloudInit = z.looseObject({
  hostName: text.optional(),
  stages: text.optional(),
  tags: z.record(z.string(), z.looseObject({})).optional(),
  network: z.looseObject({}).optional(),
  registryCredentials: z.looseObject({}).optional(),
  v1Management: z.looseObject({ type: z.enum(['central', 'local']) }).optional(),
});

/** What the operations about the host itself need of it. */
export interface EdgeHost {
  readonly createdAt: string;
  /** `v1CloudInit`, as the host was installed or as stored since. */
  userData(): unknown;
  /** Keeps user data for the next installation. */
  storeUserData(userData: unknown): Promise<void>;
  /** Begins a reboot. */
  reboot(): void;
}

/** Settings, facts, user data and power of the host, as published. */
export function edgeHostRoutes(context: Context, edgeHost: EdgeHost): Route[] {
  const store =
    (status: 200 | 201): Route['answer'] =>
    async (call) => {
      const body = cloudInit.safeParse(await bodyOf(call));
      if (!body.success) {
        return failed(call, 400, 'USER_DATA', `The user data is not usable: ${z.prettifyError(body.error)}`);
      }
      await edgeHost.storeUserData(body.data);
      return accepted(call, status, 'The user data is stored; a host reads it when it is installed.');
    };
  const userData = `${base}/edgehosts/current/userdata`;
  const stored = { kind: 'edgehost', message: 'User data was stored for the next installation.' } as const;
  return [
    { method: 'GET', path: '/v1/ping', open: true, answer: (call) => call.json({ msg: 'pong' }) },
    {
      method: 'GET',
      path: `${base}/settings`,
      answer: (call) => {
        const { managementMode } = context.host.state.profile;
        return call.json({
          managementMode,
          installationMode: managementMode === 'local' ? 'airgap' : 'connected',
          featureFlags: { enableMultiNode: context.host.state.profile.multiNode },
        });
      },
    },
    {
      method: 'GET',
      path: `${base}/edgehosts/current`,
      answer: (call) => {
        const { document, profile } = context.host.state;
        const use = useOf(document, context.announcement(), profile.id);
        return call.json(ownInfo(context.facts(), use, context.network.interfaces(), edgeHost.createdAt));
      },
    },
    { method: 'GET', path: userData, answer: (call) => call.json(masked(edgeHost.userData())) },
    { method: 'PUT', path: userData, audit: { ...stored, actionType: 'update' }, answer: store(200) },
    { method: 'POST', path: userData, audit: { ...stored, actionType: 'create' }, answer: store(201) },
    {
      method: 'POST',
      path: `${base}/edgehosts/current/actions/reboot`,
      audit: { actionType: 'action', kind: 'edgehost', message: 'The host was asked to reboot.' },
      answer: (call) => {
        afterAnswer(call, () => edgeHost.reboot());
        return accepted(call, 202, 'The host reboots.');
      },
    },
  ];
}

/** User data without what nobody needs to read back: published to be masked. */
function masked(userData: unknown): object {
  const { registryCredentials, v1Management, ...rest } = userData as z.infer<typeof cloudInit>;
  const mask = (secret: string, of: Record<string, unknown>) => ({
    ...of,
    ...(of[secret] !== undefined && { [secret]: '***' }),
  });
  return {
    ...rest,
    ...(registryCredentials && { registryCredentials: mask('password', registryCredentials) }),
    ...(v1Management && { v1Management: mask('edgeHostToken', v1Management) }),
  };
}
