import { defineParameterType } from '@cucumber/cucumber';
import type { DeploymentMode } from '../../target';
import { durationPattern, parseDuration } from './durations';
import { parseHosts } from './host-list';
import type { UnlinkPlace } from './linking';
import type { HostState } from './matchers/cluster';
import type { Shown } from './matchers/table';
import { type OddName, oddNames } from './odd-names';

defineParameterType({ name: 'host', regexp: /"([a-z]+)"/, transformer: (name: string) => name });

defineParameterType({
  name: 'hosts',
  regexp: /"[a-z]+"(?:(?:, "[a-z]+")* and "[a-z]+")?/,
  transformer: (text: string) => parseHosts(text),
});

defineParameterType({
  name: 'duration',
  regexp: durationPattern,
  transformer: (text: string) => parseDuration(text),
});

defineParameterType({
  name: 'deploymentMode',
  regexp: /appliance|agent/,
  transformer: (mode: string) => mode as DeploymentMode,
});

defineParameterType({
  name: 'unlinkPlace',
  regexp: /on itself|from its leader/,
  transformer: (place: string) => place as UnlinkPlace,
});

defineParameterType({
  name: 'shown',
  regexp: /leader|follower|ready|in use|synced|healthy|unhealthy/,
  transformer: (shown: string) => shown as Shown,
});

defineParameterType({
  name: 'hostState',
  regexp: /ready|in use/,
  transformer: (state: string) => state as HostState,
});

defineParameterType({
  name: 'userDataParameter',
  regexp: /stylus\.[A-Za-z]+/,
  transformer: (name: string) => name,
});

defineParameterType({ name: 'bundle', regexp: /"([a-z0-9-]+\.zst)"/, transformer: (fileName: string) => fileName });

defineParameterType({
  name: 'size',
  regexp: /(\d+) (KiB|MiB)/,
  transformer: (count: string, unit: string) => Number(count) * (unit === 'KiB' ? 1024 : 1024 * 1024),
});

defineParameterType({
  name: 'oddName',
  regexp: new RegExp(Object.keys(oddNames).join('|')),
  transformer: (kind: string) => kind as OddName,
});

const breakPoints: Readonly<Record<string, number>> = {
  'before its first byte': 0,
  'in the middle': 0.5,
  'shortly before its end': 0.999,
};

defineParameterType({
  name: 'breakPoint',
  regexp: new RegExp(Object.keys(breakPoints).join('|')),
  transformer: (point: string) => breakPoints[point] ?? 0.5,
});

defineParameterType({ name: 'url', regexp: /"(https?:\/\/[^"]*)"/, transformer: (url: string) => url });
