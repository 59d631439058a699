import type { FakeProgram } from './fake-container';

/** What containers of the contract run: as commands of a shell, and played. */
export const programs = {
  /** Says that it is up, and ends in order when asked to. */
  waits: ['sh', '-c', 'trap "exit 0" TERM; echo up; while :; do sleep 1 & wait $!; done'],
  /** Hears no signal but the one that nobody can refuse. */
  deaf: ['sh', '-c', 'trap "" TERM; while :; do sleep 1000; done'],
  /** Says something on both of its outputs and fails. */
  fails: ['sh', '-c', 'echo one; echo two >&2; exit 7'],
  /** Says what it reads; ends when there is nothing more to read. */
  echoes: ['sh', '-c', 'while read line; do echo "got $line"; done; exit 3'],
} as const satisfies Record<string, readonly string[]>;

export type ProgramName = keyof typeof programs;

const played: Readonly<Record<ProgramName, FakeProgram>> = {
  waits(process) {
    process.onTerminate(() => process.end(0));
    process.say('up');
  },
  deaf() {},
  fails(process) {
    process.say('one');
    process.say('two');
    process.end(7);
  },
  echoes(process) {
    if (!process.spec.reads) process.end(3);
    process.onInput((line) => process.say(`got ${line}`));
    process.onInputEnd(() => process.end(3));
  },
};

/** Plays whichever of them a container is to run. */
export const playProgram: FakeProgram = (process) => {
  const name = (Object.keys(programs) as ProgramName[]).find((each) => programs[each] === process.spec.command);
  if (name !== undefined) played[name](process);
};
