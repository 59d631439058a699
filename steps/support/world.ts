import { World } from '@cucumber/cucumber';
import { apiOperator } from '../../operators/api';
import type { BrowserSettings } from '../../operators/local-ui';
import { type Exhibit, HostFault, type Operator, type Peer } from '../../operators/operator';
import { createSite, type Host, type KeptHost, type Site, type SiteError, type SiteOptions } from '../../sim';
import type { Target } from '../../target';
import { type Awaited, eventually, holds, settles } from './attempting';
import { Declarations } from './declarations';
import { ScenarioMistake } from './errors';
import { EvidenceLog } from './evidence';
import { type HostIdentity, type HostView, viewOf } from './matchers/view';
import { Memory } from './memory';
import { race } from './racing';
import { Bundles } from './remembered/bundles';
import { FaultInStore } from './remembered/fault-in-store';
import { Settings } from './remembered/settings';
import { renewal } from './renewing';

/** The world parameters of a run, as JSON. */
export interface SuiteParameters extends Pick<SiteOptions, 'backend' | 'docker'> {
  readonly target: Target;
  readonly seed: number;
  /** The browser to use the Local UI with. Absent: the API is used. */
  readonly browser?: BrowserSettings;
}

/** Milliseconds for which what lies below the hosts is believed to be well once it was asked. */
const trustMilliseconds = 1000;

/** Something to wait for or to hold; the world knows the clock. */
export type Check<T> = Omit<Awaited<T>, 'clock' | 'signal'>;

/** One scenario: a site of its own, an operator for every host of it, and what the steps have to remember. */
export class SuiteWorld extends World<SuiteParameters> {
  readonly target: Target = this.parameters.target;
  readonly declarations = new Declarations(this.target);
  readonly memory = new Memory();
  readonly bundles = new Bundles(this.parameters.seed);
  readonly settings = new Settings();
  readonly faults = new FaultInStore();
  readonly evidence = new EvidenceLog();
  /** How many steps were begun, and how many of them ended: a difference is a step that ran out of time. */
  readonly steps = { begun: 0, ended: 0 };
  /** Seconds of real time that steps have let pass on purpose. */
  waitedSeconds = 0;
  /** Which order of things done at once this scenario tries, see `racing.ts`. */
  draw = 1;

  private readonly ending = new AbortController();
  private readonly operators = new Map<string, Operator>();
  private readonly ids = new Map<string, Promise<string>>();
  private created: Promise<Site> | undefined;
  private booted: Promise<Site> | undefined;
  private trusted = Number.NEGATIVE_INFINITY;

  /** The site, with every host declared so far switched on and answering. */
  site(): Promise<Site> {
    const specs = this.declarations.take();
    const { backend, docker, seed } = this.parameters;
    this.created ??= createSite({
      target: this.target,
      ...(backend && { backend }),
      ...(docker && { docker, ...(docker.fresh ? {} : { renew: renewal(this.target) }) }),
      seed,
      signal: this.ending.signal,
    });
    if (specs.length === 0) return this.booted ?? this.created;
    this.booted = (this.booted ?? this.created).then(async (site) => {
      for (const host of await site.addHosts(...specs)) this.operators.set(host.name, this.operate(host));
      return site;
    });
    return this.booted;
  }

  async host(name: string): Promise<Host> {
    const host = (await this.site()).hosts.get(name);
    if (host === undefined)
      throw new ScenarioMistake(`"${name}" was not declared; say "Given the host "${name}"" first.`);
    return host;
  }

  /** The names of the hosts that are on. */
  async hostsOn(): Promise<readonly string[]> {
    return [...(await this.site()).hosts.values()].filter(({ power }) => power === 'on').map(({ name }) => name);
  }

  /** Lets the operator of a host do something, while site time goes on. */
  async ask<T>(
    name: string,
    action: (operator: Operator) => Promise<T>,
    budgetSeconds = this.target.budgets.request,
  ): Promise<T> {
    const site = await this.site();
    const operator = this.operators.get((await this.host(name)).name) as Operator;
    try {
      return await site.clock.during(action(operator), budgetSeconds, operator.owedFor?.bind(operator));
    } catch (error) {
      // Nobody waits for hosts to come back whose engine is gone.
      if (performance.now() - this.trusted < trustMilliseconds) throw error;
      const trouble = await site.trouble();
      this.trusted = performance.now();
      if (trouble === undefined) throw error;
      this.evidence.end(error);
      this.evidence.override(trouble);
      throw trouble;
    }
  }

  /** Lets this many seconds of site time pass. */
  async pass(seconds: number): Promise<void> {
    const { clock } = await this.site();
    if (clock.strategy !== 'virtual') this.waitedSeconds += seconds;
    await clock.pass(seconds);
  }

  /**
   * Does these things at once, as the scenario's draw has it. Resolves when all have settled, in the order given: with
   * what came of each, or the fault of the host that was asked.
   */
  async race<T>(actions: readonly (() => Promise<T>)[]): Promise<readonly (T | HostFault)[]> {
    const { clock } = await this.site();
    const settled = await race(actions, { seed: this.parameters.seed, draw: this.draw }, clock.strategy);
    return settled.map((each) => {
      if (each.status === 'fulfilled') return each.value;
      if (each.reason instanceof HostFault) return each.reason;
      throw each.reason;
    });
  }

  /** A host keeps its id, so it is asked for it once. */
  id(name: string): Promise<string> {
    const known = this.ids.get(name) ?? this.ask(name, async (operator) => (await operator.facts()).id);
    this.ids.set(name, known);
    known.catch(() => this.ids.delete(name));
    return known;
  }

  /** Hosts are operated through their Local UI, and not through the API. */
  get looksAtPages(): boolean {
    return this.parameters.browser !== undefined;
  }

  /** A host as an operator of another one names it. */
  async peer(name: string): Promise<Peer> {
    const [{ address }, id] = await Promise.all([this.host(name), this.id(name)]);
    return { id, address };
  }

  /** Who these hosts are, whether or not they are on: each is asked for its id once. */
  identify(names: readonly string[]): Promise<HostIdentity[]> {
    return Promise.all(
      names.map(async (name) => {
        const [host, id] = await Promise.all([this.host(name), this.id(name)]);
        return { name, id, address: host.address };
      }),
    );
  }

  /** What these hosts, or all of the site that are on, show of their links, read side by side. */
  async look(names?: readonly string[]): Promise<HostView[]> {
    const site = await this.site();
    const all = await this.identify([...site.hosts.keys()]);
    const looking = (names ?? (await this.hostsOn())).map(async (name) => {
      const { address } = await this.host(name);
      const links = await this.ask(name, (operator) => operator.linkedHosts());
      return viewOf({ name, id: await this.id(name), address }, links, all);
    });
    return Promise.all(looking);
  }

  async eventually<T>(check: Check<T>): Promise<T> {
    const { clock } = await this.site();
    return eventually({ ...this.drawn(check), clock, signal: this.ending.signal });
  }

  async holds<T>(check: Omit<Check<T>, 'within'>): Promise<void> {
    const { clock } = await this.site();
    return holds({ ...this.drawn(check), within: this.target.budgets.hold, clock, signal: this.ending.signal });
  }

  /** As {@link eventually}, and then as {@link holds}: what may still waver at first has to come to rest within the budget. */
  async settles<T>(check: Check<T>): Promise<void> {
    const { clock } = await this.site();
    return settles({ ...this.drawn(check), clock, signal: this.ending.signal }, this.target.budgets.hold);
  }

  /** Fires when the scenario is over. */
  get ended(): AbortSignal {
    return this.ending.signal;
  }

  /** What the hosts of the site logged, by name. */
  async logs(): Promise<Record<string, readonly string[]>> {
    if (this.created === undefined) return {};
    const site = await this.created;
    const logs = [...site.hosts].map(async ([name, host]) => [name, await host.logs()] as const);
    return Object.fromEntries(await Promise.all(logs));
  }

  /** What the operators of the site's hosts see now, in the order of the hosts. */
  async exhibits(): Promise<readonly Exhibit[]> {
    const seen = await Promise.all([...this.operators.values()].map(async (each) => (await each.exhibits?.()) ?? []));
    return seen.flat();
  }

  /** What broke below the hosts, if anything did. */
  async trouble(): Promise<SiteError | undefined> {
    // A site that could not be made has said why already.
    const site = await this.created?.catch(() => undefined);
    return site?.trouble();
  }

  /** Ends whatever is under way and gives everything back, but for hosts that are kept, which it resolves to. */
  async close(ended: 'passed' | 'failed'): Promise<readonly KeptHost[]> {
    this.ending.abort();
    // A site that could not be made has ended the scenario already, and left nothing to give back.
    const site = await this.created?.catch(() => undefined);
    if (site === undefined) return [];
    await Promise.allSettled([...this.operators.values()].map((operator) => operator.close()));
    return site.close(ended);
  }

  /** What depends on an order of events says which one it was. */
  private drawn<C extends { readonly expected: string }>(check: C): C {
    if (this.draw === 1) return check;
    return { ...check, expected: `${check.expected} (draw ${this.draw} of seed ${this.parameters.seed})` };
  }

  private operate(host: Host): Operator {
    const { browser } = this.parameters;
    const options = { record: this.evidence.record, signal: this.ending.signal };
    if (browser === undefined) return apiOperator(host, this.target, options);
    return byBrowser().localUiOperator(host, this.target, browser, options);
  }
}

/** Only a run that needs a browser loads what drives it. */
export const byBrowser = (): typeof import('../../operators/local-ui') => require('../../operators/local-ui');
