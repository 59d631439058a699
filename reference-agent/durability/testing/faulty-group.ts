import type { HostState } from '../../domain';
import type { StoredHost } from '../../store/stored-host';
import { freeAddress, TestHost } from '../../test-hosts';
import { FaultyMachine, FaultySite } from '../../testing/faulty-site';

/** Host durations: long enough to be interrupted, short enough for many attempts. Seconds. */
const settings = { cluster: { provisionSeconds: 0.1, removeSeconds: 0.1 }, rebootSeconds: 0.1 };

/** What is on the disks of some hosts that are switched off, and where they are. */
export interface Shelf {
  readonly addresses: readonly string[];
  readonly files: readonly ReadonlyMap<string, Buffer>[];
}

/** Some hosts on machines that can fail, on one site. */
export class FaultyGroup {
  readonly site = new FaultySite();
  readonly machines: readonly FaultyMachine[];
  readonly #hosts: TestHost[] = [];

  private constructor({ addresses, files }: Shelf) {
    this.machines = addresses.map(
      (address, index) => new FaultyMachine(`host ${index}`, address, this.site, files[index]),
    );
  }

  /** New hosts, not linked. */
  static async fresh(count: number): Promise<FaultyGroup> {
    return await FaultyGroup.from({ addresses: Array.from({ length: count }, freeAddress), files: [] });
  }

  static async from(shelf: Shelf): Promise<FaultyGroup> {
    const group = new FaultyGroup(shelf);
    await Promise.all(group.machines.map((_, index) => group.boot(index)));
    return group;
  }

  get hosts(): readonly TestHost[] {
    return this.#hosts;
  }

  host(index: number): TestHost {
    return this.#hosts[index] as TestHost;
  }

  machine(index: number): FaultyMachine {
    return this.machines[index] as FaultyMachine;
  }

  async boot(index: number): Promise<void> {
    this.#hosts[index]?.hangUp();
    this.#hosts[index] = await TestHost.boot({ ...this.machine(index).powerOn(), ...settings });
  }

  /** What a host's disk says of its links, its cluster and its content. */
  stored(index: number): HostState {
    return (JSON.parse(String(this.machine(index).files.get('host.json'))) as StoredHost).links;
  }

  /** Switches everything off, as it stands. */
  end(): Shelf {
    for (const host of this.#hosts) host.hangUp();
    for (const machine of this.machines) machine.kill();
    return {
      addresses: this.machines.map(({ address }) => address),
      files: this.machines.map(({ files }) => new Map(files)),
    };
  }
}
