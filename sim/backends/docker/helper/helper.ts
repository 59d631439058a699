import { NotSimulated, SiteError } from '../../../errors';
import type { LinkQuality } from '../../../network';
import { sleep } from '../../../wait/sleep';
import { faultRules, type NetworkFaults, watchRules } from './rules';
import { type HelperShell, quoted } from './shell';

/** Where the helper sees the host's two volumes. */
export const helperPaths = { disk: '/disk', config: '/config' };
/** The only interface of a host. */
const networkInterface = 'eth0';
/** Nothing is wrong. */
const wholeNetwork: NetworkFaults = { deafTo: new Set(), muteTo: new Set(), silent: false };
/** In full, since busybox prefers commands of its own by these names. */
const tc = '/sbin/tc';
const ip = '/sbin/ip';
/** Kibibytes that a disk gives room by: a page of memory. */
const pageKibibytes = 4;
/** What takes the room of a disk that is full. */
const filler = `${helperPaths.disk}/.hostlink-filler`;
/** Real milliseconds between looks at how many packets have passed. */
const packetPause = 2;

/** What a host's helper does for it: all that the image under test has no privilege for. */
export class Helper {
  readonly #watches = new Map<AbortController, Promise<void>>();
  #watched = 0;

  constructor(
    readonly shell: HelperShell,
    readonly gateway: string,
  ) {}

  /** Closes every way out of the host's network. */
  async close(): Promise<void> {
    // What is on no network of the host is unreachable at once, rather than unanswered.
    await this.shell.demand(`${ip} route del default && ${nft(faultRules(wholeNetwork, this.gateway))}`);
  }

  /** Makes network and disk as they were at first: nothing is limited, cut, added or kept. */
  async restore(): Promise<void> {
    const { disk } = helperPaths;
    await this.stopWatching();
    await this.shell.demand(
      [
        nft(faultRules(wholeNetwork, this.gateway)),
        `{ ${tc} qdisc del dev ${networkInterface} root 2>/dev/null; true; }`,
        `${ip} address flush dev ${networkInterface} secondary`,
        `find ${disk} -mindepth 1 -maxdepth 1 -exec rm -rf {} +`,
        `[ -z "$(ls -A ${disk})" ]`,
      ].join(' && '),
    );
  }

  /** Puts the host's configuration where it finds it; `offset` seconds are what its clock is ahead. */
  async configure(userData: string, offset: number): Promise<void> {
    const { config } = helperPaths;
    await this.shell.demand(
      [
        `printf %s ${quoted(userData)} > ${config}/user-data.yaml`,
        `cp /usr/lib/faketime/libfaketime.so.1 ${config}/libfaketime.so.1`,
        `printf %s ${clockText(offset)} > ${config}/clock`,
        `chmod -R a+rX ${config}`,
      ].join(' && '),
    );
  }

  /** Puts the host's clock so many seconds ahead of the machine's. */
  async setClock(offset: number): Promise<void> {
    const file = `${helperPaths.config}/clock`;
    await this.shell.demand(`printf %s ${clockText(offset)} > ${file}.new && mv ${file}.new ${file}`);
  }

  /** Resolves when these faults are in force, and no others. */
  async setFaults(faults: NetworkFaults): Promise<void> {
    await this.#load(faultRules(faults, this.gateway));
  }

  /** See `Network.afterPackets`. Called off at the latest when the signal fires. */
  async afterPackets(
    peers: readonly string[],
    count: number,
    then: () => Promise<void>,
    signal: AbortSignal,
  ): Promise<() => Promise<void>> {
    this.#watched += 1;
    const table = `hostlink_watch_${this.#watched}`;
    await this.#load(watchRules(table, peers, count));
    const calledOff = new AbortController();
    const watching = this.#passed(table, count, AbortSignal.any([calledOff.signal, signal]))
      .then((reached) => (reached ? then() : undefined))
      .finally(() => this.shell.demand(`nft delete table inet ${table}`));
    this.#watches.set(calledOff, watching);
    watching.catch(() => undefined).finally(() => this.#watches.delete(calledOff));
    return async () => {
      calledOff.abort();
      await watching;
    };
  }

  /** Calls off whatever waits for packets, and resolves when nothing is counted any more. */
  async stopWatching(): Promise<void> {
    for (const calledOff of this.#watches.keys()) calledOff.abort();
    await Promise.allSettled(this.#watches.values());
  }

  async #passed(table: string, count: number, signal: AbortSignal): Promise<boolean> {
    while (!signal.aborted) {
      const said = await this.shell.demand(`nft list counter inet ${table} passed`);
      if (Number(/packets (\d+)/.exec(said)?.[1] ?? 0) >= count) return true;
      await sleep(packetPause);
    }
    return false;
  }

  /** See `Network.limit`. */
  async limit({ bitsPerSecond, delayMilliseconds }: LinkQuality): Promise<void> {
    const qdisc = `${tc} qdisc`;
    await this.shell.run(`${qdisc} del dev ${networkInterface} root`);
    if (bitsPerSecond === undefined && delayMilliseconds === undefined) return;
    // Whatever goes to the harness passes beside the limit.
    const commands = [
      `${qdisc} add dev ${networkInterface} root handle 1: htb default 10`,
      `${tc} class add dev ${networkInterface} parent 1: classid 1:1 htb rate 10gbit quantum 60000`,
      `${tc} class add dev ${networkInterface} parent 1: classid 1:10 htb rate ${bitsPerSecond ?? '10g'}bit quantum 60000`,
      `${tc} filter add dev ${networkInterface} parent 1: protocol ip prio 1 u32 match ip dst ${this.gateway}/32 flowid 1:1`,
      ...(delayMilliseconds === undefined
        ? []
        : [`${qdisc} add dev ${networkInterface} parent 1:10 handle 20: netem delay ${delayMilliseconds}ms`]),
    ];
    const { status, output } = await this.shell.run(commands.join(' && '));
    if (status === 0) return;
    await this.shell.run(`${qdisc} del dev ${networkInterface} root`);
    const what = delayMilliseconds === undefined ? 'limit the bandwidth of a host' : "delay a host's packets";
    throw new NotSimulated(`${what} (the kernel says "${output.trim().split('\n').at(-1) ?? ''}")`);
  }

  async addAddress(address: string, prefixLength: number): Promise<void> {
    await this.shell.demand(`${ip} address add ${address}/${prefixLength} dev ${networkInterface}`);
  }

  /** Takes the room of the host's disk, but for so many bytes, in whole pages. */
  async fillDisk(freeBytes: number): Promise<void> {
    const kibibytes = Math.ceil(freeBytes / 1024 / pageKibibytes) * pageKibibytes;
    await this.shell.demand(
      [
        `rm -f ${filler}`,
        `free=$(${diskColumn(4)})`,
        `{ [ "$free" -le ${kibibytes} ] || busybox fallocate -l $(((free - ${kibibytes}) * 1024)) ${filler}; }`,
      ].join(' && '),
    );
  }

  async freeDisk(): Promise<void> {
    await this.shell.demand(`rm -f ${filler}`);
  }

  /** Bytes that the host keeps on its disk. */
  async usedBytes(): Promise<number> {
    const said = await this.shell.demand(diskColumn(3));
    if (/^\d+$/.test(said)) return Number(said) * 1024;
    throw new SiteError('SITE_ENGINE_REFUSED', `The helper "${this.shell.name}" measured a disk as "${said}".`);
  }

  async #load(rules: string): Promise<void> {
    await this.shell.demand(nft(rules));
  }
}

/**
 * The command that prints the kibibytes of the disk that are used (3) or free (4): of the file system, since its files come
 * and go while a host runs, and du fails when one that it has seen is gone.
 */
function diskColumn(column: 3 | 4): string {
  return `df -Pk ${helperPaths.disk} | tail -n 1 | tr -s ' ' | cut -d ' ' -f ${column}`;
}

/** The command that loads these rules. */
function nft(rules: string): string {
  return `printf %s ${quoted(rules)} | nft -f -`;
}

/** An offset as libfaketime reads it. */
function clockText(seconds: number): string {
  return `+${seconds.toFixed(3)}`;
}
