import { heading, least, median, milliseconds, nameWidth, row, seconds } from '../figures';
import { bare } from './bare';
import { callLines, watchCalls } from './engine-calls';
import type { Stand } from './stand';
import { testcontainers, waits } from './testcontainers';
import { simulator, type Way } from './ways';

const hosts = 5;

/** From nothing to answering HTTPS: ours, bare, and through another library, by turns. */
export async function measureFiveHosts(stand: Stand, rounds: number): Promise<void> {
  const [ours, floor] = [simulator(stand), bare(stand, 'the default network')];
  const others = [
    testcontainers(stand, 'side by side', waits.usual),
    testcontainers(stand, 'side by side', waits.short),
    testcontainers(stand, 'in series', waits.usual),
  ];
  const ways = [ours, floor, bare(stand, 'its own network'), ...others];
  // What loading and compiling cost is paid by a round that does not count.
  for (const way of ways) await (await way.up(1))();
  const measured = new Map(ways.map((way) => [way, [] as Round[]]));
  for (let round = 0; round < rounds; round += 1) {
    // Each way comes after another one each time.
    for (let turn = 0; turn < ways.length; turn += 1) {
      const way = ways[(turn + round) % ways.length] as Way;
      stand.signal.throwIfAborted();
      measured.get(way)?.push(await measureOne(way));
    }
  }
  const of = (way: Way) => measured.get(way) ?? [];
  const up = (way: Way) => of(way).map((round) => round.upSeconds);
  console.log(`${heading(`${hosts} hosts from nothing to answering`)}   removed in`);
  for (const way of ways) {
    const removed = median(of(way).map((round) => round.downSeconds));
    console.log(row(way.name, up(way)) + seconds(removed).padStart(13));
  }
  console.log(`${heading('hostlink / others')}   goal`);
  for (const other of [floor, ...others]) {
    const ratios = [least, median].map((of) => (of(up(ours)) / of(up(other))).toFixed(2).padStart(10));
    console.log(`${other.name.padEnd(nameWidth)}${ratios.join('')}   ${other === floor ? 'at most 1.30' : 'below 1'}`);
  }
  for (const way of [ours, floor]) {
    const round = of(way).reduce((best, next) => (next.upSeconds < best.upSeconds ? next : best));
    console.log(`\n${way.name}: calls to the engine in the best round, ${milliseconds(round.upSeconds)}`);
    for (const line of round.calls) console.log(line);
  }
}

interface Round {
  readonly upSeconds: number;
  readonly downSeconds: number;
  readonly calls: readonly string[];
}

async function measureOne(way: Way): Promise<Round> {
  const watched = watchCalls();
  const began = performance.now();
  const down = await way.up(hosts);
  const upSeconds = (performance.now() - began) / 1000;
  const calls = callLines(watched());
  const ending = performance.now();
  await down();
  return { upSeconds, downSeconds: (performance.now() - ending) / 1000, calls };
}
