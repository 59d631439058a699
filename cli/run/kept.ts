import { oneLine, plural, printable, type Report, type ReportedKeptHost } from '../../conformance/index';
import type { Output } from '../io';
import { painter } from '../terminal/style';

/** How to get at the hosts that were left running, and how to be rid of them. Empty where there are none. */
export function keptHosts({ scenarios }: Pick<Report, 'scenarios'>, output: Output): string {
  const paint = painter(output);
  const sites = scenarios.flatMap(({ name, kept = [] }) => (kept.length === 0 ? [] : [{ name, kept }]));
  if (sites.length === 0) return '';
  const count = sites.reduce((sum, { kept }) => sum + kept.length, 0);
  return [
    `${paint('bold', `${plural(count, 'host')} left running`)}`,
    // Not wrapped: these are to be copied.
    ...sites.flatMap(({ name, kept }) => [`  ${oneLine(name)}`, ...kept.flatMap((host) => howTo(host, output))]),
    `  ${paint('dim', 'remove them all'.padEnd(width))}hostlink prune`,
    '',
    '',
  ].join('\n');
}

const width = 19;

function howTo({ name, endpoint, container, helper }: ReportedKeptHost, output: Output): string[] {
  const paint = painter(output);
  const row = (label: string, text: string) => `    ${paint('dim', label.padEnd(width - 4))}  ${printable(text)}`;
  return [
    row(oneLine(name), endpoint),
    row('shell', `docker exec -it ${container} sh`),
    // An image may be without a shell; this one shares its network and its disk.
    row('shell beside it', `docker exec -it ${helper} sh`),
    row('logs', `docker logs ${container}`),
  ];
}
