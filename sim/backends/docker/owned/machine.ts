import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** The machine that this process sees, as far as it tells whether another process still runs. */
export interface ThisMachine {
  /** Its name. */
  readonly host: string;
  /** Changes with each boot; empty where the system has none (others than Linux). */
  readonly boot: string;
  /** Where process ids are counted; empty where the system has no such thing. */
  readonly pidNamespace: string;
  /**
   * When a process started, in whatever unit the system has; `undefined`: there is no such process, or it has ended and
   * nobody has taken note; `hidden`: there is one that this process may not look at.
   */
  startOf(pid: number): string | undefined;
}

export function thisMachine(): ThisMachine {
  const host = hostname();
  if (process.platform !== 'linux') return { host, boot: '', pidNamespace: '', startOf: (pid) => signalled(pid, '') };
  return {
    host,
    boot: readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(),
    pidNamespace: readlinkSync('/proc/self/ns/pid'),
    startOf: startFromProc,
  };
}

/** Fields of /proc/<pid>/stat after the name, which may hold anything. */
const stat = { state: 0, start: 19 };

function startFromProc(pid: number): string | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const ended = fields[stat.state] === 'Z' || fields[stat.state] === 'X';
    return ended ? undefined : fields[stat.start];
  } catch {
    return signalled(pid, 'hidden');
  }
}

/** What to say of a process that takes, or refuses, signals. */
function signalled(pid: number, there: string): string | undefined {
  try {
    process.kill(pid, 0);
    return there;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? 'hidden' : undefined;
  }
}
