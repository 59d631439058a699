import { type Announcement, type Change, type Decision, decideAlone, type HostState, unlinked } from '../domain';
import { profile as profileOf } from '../domain/testing/hosts';
import type { Context } from '../host/context';
import type { Group } from '../host/group';
import { Host } from '../host/host';
import { TestTime } from './test-time';

/** A host without a network: its state, its time, and a group of its own that decides at once. */
export function quietHost(change: Partial<HostState> = {}) {
  const time = new TestTime();
  const down = new AbortController();
  const profile = profileOf('alpha', { id: 'edge-1' });
  const host = new Host({ ...unlinked(profile), ...change }, async () => {});
  const announced: Announcement = {
    held: [],
    failures: {},
    configuration: { state: 'Not Configured', errorMessage: '' },
  };
  const parts = { announced, announcements: 0 };
  const context = {
    host,
    clock: time.clock(),
    down: down.signal,
    announcement: () => parts.announced,
  } as unknown as Context;
  const group = {
    propose: (asked: Change) =>
      host.execute((state): Decision => {
        const decided = decideAlone(state, asked);
        return 'refused' in decided ? decided : { state: decided };
      }),
    announce: () => {
      parts.announcements += 1;
    },
  } as unknown as Group;
  return { time, down, host, context, group, parts };
}
