/**
 * What the suite costs on this machine, beside what the same work costs bare: `npm run bench`, or `npm run bench --
 * docker` for sites of containers, `-- pages` for the Local UI in a browser. Prints figures and judges nothing; no test depends on them.
 */
import { measureCluster } from './clusters';
import { measureContent } from './content';
import { seconds } from './figures';
import { measureFloor } from './floor';
import { measureRun } from './run';
import { measureSites } from './sites';

async function main([what, ...parts]: readonly string[]): Promise<void> {
  if (what === undefined) return measureSuite();
  if (what === 'pages') {
    const { measurePages } = require('./pages') as typeof import('./pages');
    process.exitCode = await measurePages();
    return;
  }
  if (what !== 'docker')
    throw new Error(`There is no benchmark "${what}": there are "docker", "pages", and the one without a name.`);
  const { measureDocker } = require('./docker') as typeof import('./docker');
  process.exitCode = await measureDocker(parts);
}

async function measureSuite(): Promise<void> {
  const rounds = 5;
  console.log(`Node ${process.version}, the best of ${rounds} rounds each\n`);
  const run = await best(
    rounds,
    () => measureRun(),
    (measured) => measured.seconds,
  );
  console.log(
    `whole run      ${seconds(run.seconds)}: ${run.scenarios} scenarios, ${run.steps} steps, ${run.exchanges} HTTP exchanges of the ` +
      `harness over ${run.connections} connections, ${run.parallel} threads`,
  );
  const floor = await best(
    rounds,
    () => measureFloor(run),
    (measured) => measured.seconds,
  );
  console.log(
    `floor          ${seconds(floor.seconds)}: as many empty scenarios and steps ${seconds(floor.cucumberSeconds)}, ` +
      `as many bare HTTPS exchanges and handshakes ${seconds(floor.exchangeSeconds)}`,
  );
  console.log(`ratio          ${(run.seconds / floor.seconds).toFixed(2)}\n`);
  console.log('hosts   all up   up and linked   per host   memory per host');
  for (const count of [2, 10, 100]) {
    const site = await best(
      rounds,
      () => measureSites(count),
      (measured) => measured.linkedSeconds,
    );
    console.log(
      `${String(count).padStart(5)}  ${seconds(site.upSeconds).padStart(7)}  ${seconds(site.linkedSeconds).padStart(14)}  ` +
        `${`${((site.linkedSeconds / count) * 1000).toFixed(1)} ms`.padStart(9)}  ${`${site.megabytesPerHost.toFixed(2)} MB`.padStart(16)}`,
    );
  }

  const cluster = await best(
    rounds,
    () => measureCluster(5),
    (measured) => measured.formedSeconds + measured.deletedSeconds,
  );
  console.log(
    `\ncluster of 5   formed in ${seconds(cluster.formedSeconds)} (${seconds(cluster.formedSiteSeconds)} of the hosts' clock), ` +
      `deleted in ${seconds(cluster.deletedSeconds)} (${seconds(cluster.deletedSiteSeconds)}, reboots included)`,
  );

  console.log(
    '\nbundle   followers   spread in   together   bare TLS   ratio   bare SHA-256   bare write   memory at most',
  );
  for (const megabytes of [64, 256]) {
    const { followers, ...content } = await best(
      rounds,
      () => measureContent(megabytes, 4),
      (measured) => measured.seconds / measured.rawSeconds,
    );
    const rate = (time: number) => `${((megabytes * followers) / time).toFixed(0)} MiB/s`;
    console.log(
      `${megabytes} MiB`.padStart(7) +
        String(followers).padStart(11) +
        seconds(content.seconds).padStart(12) +
        rate(content.seconds).padStart(12) +
        rate(content.rawSeconds).padStart(12) +
        (content.rawSeconds / content.seconds).toFixed(2).padStart(7) +
        seconds(content.hashSeconds).padStart(15) +
        seconds(content.writeSeconds).padStart(13) +
        `+${content.peakMegabytes.toFixed(0)} MiB`.padStart(15),
    );
  }
}

async function best<T>(rounds: number, measure: () => Promise<T>, figure: (measured: T) => number): Promise<T> {
  const all: T[] = [];
  for (let round = 0; round < rounds; round += 1) all.push(await measure());
  return all.reduce((least, next) => (figure(next) < figure(least) ? next : least));
}

void main(process.argv.slice(2));
