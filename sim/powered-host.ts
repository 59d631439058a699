import type { Machine } from './backends/backend';
import { NotSimulated, SiteError } from './errors';
import type { Host, HostSpec, Power } from './host';

/** A host of a site: a machine, and what its power switch allows at the moment. */
export class PoweredHost implements Host {
  constructor(
    readonly spec: HostSpec,
    readonly machine: Machine,
  ) {}

  get name() {
    return this.spec.name;
  }

  get credentials() {
    return this.spec.credentials;
  }

  get address(): string {
    return this.machine.address;
  }

  get endpoint(): string {
    return this.machine.endpoint;
  }

  get power(): Power {
    return this.machine.power;
  }

  logs(): Promise<readonly string[]> {
    return this.machine.logs();
  }

  spareAddress(): Promise<string> {
    return this.machine.spareAddress();
  }

  async stop(): Promise<void> {
    this.#refuseWhen('paused', 'shut down');
    if (this.power === 'on') await this.machine.shutDown();
  }

  async kill(): Promise<void> {
    if (this.power !== 'off') await this.machine.cutPower();
  }

  async start(): Promise<void> {
    this.#refuseWhen('paused', 'started');
    if (this.power === 'off') await this.machine.powerOn();
  }

  async reboot(): Promise<void> {
    await this.stop();
    await this.start();
  }

  async pause(): Promise<void> {
    this.#refuseWhen('off', 'paused');
    if (this.power === 'on') await this.machine.freeze();
  }

  async resume(): Promise<void> {
    this.#refuseWhen('off', 'resumed');
    if (this.power === 'paused') await this.machine.thaw();
  }

  async fillDisk(freeBytes: number): Promise<void> {
    if (this.machine.fillDisk === undefined) throw new NotSimulated("fill a host's disk");
    await this.machine.fillDisk(freeBytes);
  }

  async freeDisk(): Promise<void> {
    await this.machine.freeDisk?.();
  }

  #refuseWhen(power: Power, action: string): void {
    if (this.power !== power) return;
    const remedy = power === 'off' ? 'start it first' : 'resume it first, or cut its power';
    throw new SiteError('SITE_POWER', `Host "${this.name}" is ${power} and cannot be ${action}: ${remedy}.`);
  }
}
