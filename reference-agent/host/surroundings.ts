import type { Logger } from 'pino';
import type { Clock } from '../outside/clock';
import type { Disk } from '../outside/disk';
import type { HostNetwork } from '../outside/network';
import type { Random } from '../outside/random';
import type { Passwords } from '../sessions';

/** What a host stands in, from its first boot to its last. */
export interface Surroundings {
  readonly disk: Disk;
  readonly clock: Clock;
  readonly random: Random;
  readonly network: HostNetwork;
  readonly log: Logger;
  readonly power: AbortSignal;
  readonly passwords: Passwords;
  readonly rebootSeconds: number;
  readonly resetSeconds: number;
  readonly configurationSeconds: number;
  readonly cluster: { readonly provisionSeconds: number; readonly removeSeconds: number };
}
