import type { Agent, AgentOptions } from '../../../reference-agent';
import type { TimerGroup } from '../../clocks/site-time';
import type { EmbeddedNetwork } from './network/host-network';

/** Starts the software of a host; resolves when it listens. */
export type StartHost = (options: AgentOptions) => Promise<Agent>;

/** A host from power-on to power-off: what it is running, and everything that ends with its power. */
export class Boot {
  #agent: Agent | undefined;
  #ended: Promise<void> | undefined;

  constructor(
    readonly power: AbortController,
    readonly timers: TimerGroup,
    readonly network: EmbeddedNetwork,
  ) {}

  /** Resolves when the host listens, or when its power was cut before. */
  async start(startHost: StartHost, options: Omit<AgentOptions, 'power' | 'network' | 'clock'>): Promise<void> {
    const { timers, network } = this;
    const started = startHost({ ...options, clock: timers, network, power: this.power.signal });
    this.#agent = await Promise.race([started, this.#powerOff()]);
  }

  /** Lets the host shut down in order; its power is still on then, unless somebody cuts it meanwhile. */
  async shutDown(): Promise<void> {
    await Promise.race([this.#agent?.close(), this.#powerOff()]);
  }

  /** Nothing it sends, receives, writes or waits for goes on after the call; resolves when its sockets are gone. */
  end(): Promise<void> {
    this.#ended ??= this.#end();
    return this.#ended;
  }

  async #end(): Promise<void> {
    const { card, servers, wires } = this.network;
    this.timers.drop();
    card.port.power = 'off';
    card.port.listening.clear();
    const severed = servers.sever();
    wires.endWiresOf(card.port);
    // Only now, so that a host that hears of it cannot take leave of anybody.
    this.power.abort();
    wires.refresh();
    await severed;
  }

  #powerOff(): Promise<undefined> {
    return new Promise((resolve) => {
      this.power.signal.addEventListener('abort', () => resolve(undefined), { once: true });
    });
  }

  freeze(): void {
    const { card, servers, wires } = this.network;
    card.port.power = 'paused';
    this.timers.hold();
    servers.freeze();
    wires.refresh();
  }

  thaw(): void {
    const { card, servers, wires } = this.network;
    card.port.power = 'on';
    wires.refresh();
    servers.thaw();
    this.timers.release();
  }
}
