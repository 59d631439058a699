import { Hono } from 'hono/quick';
import type { AuditLog } from '../audits';
import type { AppliedConfiguration } from '../configuration';
import type { ContentStore } from '../content';
import type { LifecycleLog } from '../events';
import type { Context } from '../host/context';
import type { Surroundings } from '../host/surroundings';
import { localUi } from '../local-ui';
import { joinDoor } from '../peers/join-door';
import type { LinkedGroup } from '../peers/linked-group';
import { Sessions } from '../sessions';
import type { StoredHost } from '../store/stored-host';
import { readUserData } from '../user-data';
import { apiApp } from './app';
import { auditRoutes } from './audits';
import { cloudInitOf } from './cloud-init';
import { clusterRoutes } from './cluster';
import { configurationRoutes } from './configuration';
import { contentRoutes } from './content';
import { edgeHostRoutes } from './edge-host';
import { lifecycleRoutes } from './lifecycle';
import { linkRoutes } from './link';
import { networkRoutes } from './network';
import { resetRoutes } from './reset';
import { userRoutes } from './users';

/** The parts of a running host that its API is about. */
export interface HostParts {
  readonly surroundings: Surroundings;
  readonly context: Context;
  readonly group: LinkedGroup;
  readonly configuration: AppliedConfiguration;
  readonly contents: ContentStore;
  readonly lifecycle: LifecycleLog;
  readonly audits: AuditLog;
  /** Fires when the host begins to go down: answers without an end must end then. */
  readonly leaving: AbortSignal;
  /** What its disk holds now. */
  stored(): StoredHost;
  /** Changes part of that. */
  save(change: (stored: StoredHost) => Partial<StoredHost>): Promise<void>;
  reboot(): void;
  /** Reboots, as what it was at its first boot. */
  bootAnew(): void;
  /** Its management address may have changed. */
  listenAnew(): void;
}

/** Everything that answers on the API port of a host. */
export function hostApi(parts: HostParts): Hono {
  const { surroundings, context, group, configuration, contents, lifecycle, audits, stored, save, reboot } = parts;
  const { createdAt, signingKey, userData } = stored();
  const sessions = new Sessions({
    signingKey: Buffer.from(signingKey, 'base64'),
    hostId: context.host.state.profile.id,
    clock: surroundings.clock,
    generationOf: (username) => stored().users.find((user) => user.username === username)?.sessions,
  });
  const routes = [
    ...userRoutes({
      sessions,
      passwords: surroundings.passwords,
      disablePasswordUpdate: readUserData(userData.text, userData.name).disablePasswordUpdate,
      users: () => stored().users,
      changeUsers: (change) => save(({ users }) => ({ users: change(users) })),
    }),
    ...edgeHostRoutes(context, {
      createdAt,
      userData: () => stored().nextUserData ?? cloudInitOf(stored().userData),
      storeUserData: (nextUserData) => save(() => ({ nextUserData })),
      reboot,
    }),
    ...linkRoutes(context, group),
    ...clusterRoutes(context, group),
    ...configurationRoutes(context, group, configuration),
    ...contentRoutes(context, group, contents),
    ...resetRoutes(context, group, () => {
      lifecycle.wasReset();
      parts.bootAnew();
    }),
    ...auditRoutes(context, audits),
    ...lifecycleRoutes(lifecycle),
    ...networkRoutes(context, () => parts.listenAnew()),
  ];
  const check = (session: string) => sessions.check(session);
  const besides = new Hono();
  besides.route('/', joinDoor(context, group.leader));
  besides.route(
    '/',
    localUi({ context, group, contents, leaving: parts.leaving, askApi: (...call) => api.request(...call) }),
  );
  const api = apiApp(routes, check, surroundings.log, besides, audits);
  return api;
}
