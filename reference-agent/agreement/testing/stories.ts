import { parentPort, workerData } from 'node:worker_threads';
import fc from 'fast-check';
import { dissolve, form, ids, plan, SimulatedGroup } from './simulated-group';

/** What a worker is asked for. */
export interface Telling {
  /** How many stories. */
  readonly runs: number;
  /** Of an earlier failure. */
  readonly seed?: number;
}

/** How it went. */
export interface Told {
  readonly events: number;
  /** What was not as it must be, with the seed and the shortest story that shows it. */
  readonly failure?: string;
}

// Mostly those that lead where three do.
const host = fc.constantFrom('a', 'b', 'c', 'a', 'b', 'c', 'd', 'e');
const part = (longest: number) => fc.oneof(fc.constant(0), fc.double({ min: 0, max: longest, noNaN: true }));

const event = fc.oneof(
  { weight: 6, arbitrary: fc.record({ what: fc.constant('propose' as const), host }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('give up' as const), host }) },
  {
    weight: 3,
    arbitrary: fc.record({ what: fc.constant('interrupt' as const), host, after: part(0.1), again: part(0.1) }),
  },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('plan' as const), host, size: fc.constantFrom(1, 3, 5) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('form' as const), host }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('dissolve' as const), host }) },
  { weight: 6, arbitrary: fc.record({ what: fc.constant('restart' as const), host }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('crash' as const), host }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('boot' as const), host }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('cut off' as const), hosts: fc.subarray([...ids]) }) },
);
type Event = typeof event extends fc.Arbitrary<infer T> ? T : never;

const timed = fc.tuple(fc.oneof(part(0.03), part(5)), event);

const story = fc.record({
  seed: fc.integer(),
  /** How many lead when it begins. */
  leaders: fc.constantFrom(1, 3, 3, 5),
  weather: fc.record({ lost: part(0.3), twice: part(0.3), late: part(0.3) }),
  /** Each with the seconds that pass before it: many happen at almost the same moment. */
  events: fc.oneof(fc.array(timed, { maxLength: 4 }), fc.array(timed, { maxLength: 24, size: 'max' })),
});

type Happening = {
  readonly [What in Event['what']]: (group: SimulatedGroup, event: Extract<Event, { what: What }>) => void;
};

const happening: Happening = {
  propose: (group, { host }) => group.propose(host),
  'give up': (group, { host }) => group.giveUp(host),
  // Nobody is left who knows what was proposed, and somebody asks.
  interrupt: (group, { host, after, again }) => {
    group.propose(host);
    group.schedule.in(after * 1000, () => {
      happening.restart(group, { what: 'restart', host });
      group.schedule.in(again * 1000, () => group.giveUp(host));
    });
  },
  plan: (group, { host, size }) => group.propose(host, plan(host, size)),
  form: (group, { host }) => group.propose(host, form),
  dissolve: (group, { host }) => group.propose(host, dissolve(host)),
  restart: (group, { host }) => {
    group.host(host).crash();
    group.host(host).boot();
  },
  crash: (group, { host }) => group.host(host).crash(),
  boot: (group, { host }) => group.host(host).boot(),
  'cut off': (group, { hosts }) => group.network.cutOff(hosts),
};

function happen(group: SimulatedGroup, event: Event): void {
  const what: (group: SimulatedGroup, event: never) => void = happening[event.what];
  what(group, event as never);
}

/** Tells stories until one ends badly. */
async function tell({ runs, seed }: Telling): Promise<Told> {
  let events = 0;
  const property = fc.asyncProperty(story, async (told) => {
    const group = new SimulatedGroup(told.seed, told.leaders);
    group.network.weather = told.weather;
    for (const [seconds, event] of told.events) {
      await group.schedule.pass(seconds);
      happen(group, event);
      events += 1;
    }
    await group.schedule.pass(3);
    await group.converge();
  });
  const outcome = await fc.check(property, { numRuns: runs, ...(seed !== undefined && { seed }) });
  if (!outcome.failed) return { events };
  return { events, failure: `${String(outcome.errorInstance)}\n${fc.defaultReportMessage(outcome)}` };
}

// In a thread of its own: the test runner follows every promise of its own thread, which takes longer than the stories.
void tell(workerData as Telling).then((told) => parentPort?.postMessage(told));
