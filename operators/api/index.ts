/**
 * The operator that uses the Local Management API.
 *
 * ```ts
 * const operator = apiOperator(host, target, { record: (exchange) => exchanges.push(exchange) });
 * const token = await operator.generateToken();
 * await operator.close();
 * ```
 */
import type { Target } from '../../target';
import {
  type HostAccess,
  type HostFacts,
  type LinkStatus,
  type LinkToken,
  type NetworkInterface,
  NotOffered,
  type Operator,
  type OperatorOptions,
  type Outcome,
} from '../operator';
import { ApiAccess, outcomeOf } from './access';
import * as answers from './answers';
import type { Answer } from './caller';
import { type Operation, operations, unpublished } from './operations';

/** Binds an operator to one host of a target. Nothing is sent before its first action. */
export function apiOperator(
  host: HostAccess,
  target: Pick<Target, 'operations' | 'labels' | 'budgets'>,
  options: OperatorOptions,
): Operator {
  return new ApiOperator(host, target, new ApiAccess(host, target.budgets.request * 1000, options));
}

type Unproven = Parameters<Operator['tryWithoutLogin']>[0];

class ApiOperator implements Operator {
  constructor(
    readonly host: HostAccess,
    private readonly target: Pick<Target, 'operations'>,
    private readonly access: ApiAccess,
  ) {}

  logIn(credentials = this.host.credentials): Promise<Outcome> {
    return this.access.logIn(credentials);
  }

  logOut(): Promise<Outcome> {
    return this.access.logOut();
  }

  isReachable(): Promise<boolean> {
    return this.access.answers(operations.ping);
  }

  async facts(): Promise<HostFacts> {
    return (await this.access.read(operations.edgeHost, answers.edgeHost)).facts;
  }

  managementMode(): Promise<string> {
    return this.access.read(operations.settings, answers.managementMode);
  }

  async generateToken(): Promise<Outcome<LinkToken>> {
    const outcome = await this.access.act({ operation: operations.generateToken });
    if (!outcome.accepted) return outcome;
    const token = this.access.parse(outcome.value, answers.linkToken);
    this.access.redactor.learn('link token', token.text);
    return { accepted: true, value: token };
  }

  async stopTokenGeneration(): Promise<Outcome> {
    const named = this.target.operations.stopTokenGeneration;
    if (!named) throw new NotOffered('The target names no API operation that stops token generation.');
    return done(await this.access.act({ operation: unpublished(named) }));
  }

  async link(token: string): Promise<Outcome<LinkStatus>> {
    this.access.redactor.learn('link token', token);
    return this.#linked(await this.access.act({ operation: operations.link, body: { token } }));
  }

  async unlink(peerId: string): Promise<Outcome> {
    return done(await this.access.act({ operation: operations.unlink, query: { peerId } }));
  }

  async linkedHosts(): Promise<LinkStatus> {
    const answer = await this.access.fetch(operations.linkStatus);
    if (answer.status === 404) return { status: 'unlinked', errorMessage: '', hosts: [] };
    return this.#linkStatus(this.access.successful(answer));
  }

  networkInterfaces(): Promise<readonly NetworkInterface[]> {
    return this.access.read(operations.networkInterfaces, answers.networkInterfaces);
  }

  async managementInterface(): Promise<string> {
    const selected = await this.access.read(operations.managementInterface, answers.selectedInterface);
    if (selected !== '') return selected;
    return this.access.read(operations.edgeHost, answers.defaultInterface);
  }

  async updateAddress(
    interfaceName: string,
    config: { readonly address: string; readonly subnet: string; readonly gateway: string },
  ): Promise<Outcome> {
    const { address, subnet, gateway } = config;
    const parameters = { name: interfaceName };
    const body = { type: 'static', ip: address, subnet, gateway };
    return done(await this.access.act({ operation: operations.configureInterface, parameters, body }));
  }

  async reboot(): Promise<Outcome> {
    return done(await this.access.act({ operation: operations.reboot }));
  }

  async tryForeignSession(session: string | undefined): Promise<Outcome> {
    if (session !== undefined) this.access.redactor.learn('session', session);
    return done(outcomeOf(await this.access.send({ operation: operations.edgeHost, session })));
  }

  async tryWithoutLogin(action: Unproven, argument = ''): Promise<Outcome> {
    if (action === 'link') {
      this.access.redactor.learn('link token', argument);
      return done(
        this.#linked(outcomeOf(await this.access.send({ operation: operations.link, body: { token: argument } }))),
      );
    }
    const query = action === 'unlink' ? { query: { peerId: argument } } : {};
    return done(outcomeOf(await this.access.send({ operation: unproven[action], ...query })));
  }

  session(): Promise<string> {
    return this.access.session();
  }

  async close(): Promise<void> {
    this.access.close();
  }

  /** A success that names the status `Failed` is a refusal, too. */
  #linked(outcome: Outcome<Answer>): Outcome<LinkStatus> {
    if (!outcome.accepted) return outcome;
    const value = this.#linkStatus(outcome.value);
    if (value.status !== 'Failed') return { accepted: true, value };
    return { accepted: false, status: outcome.value.status, reason: value.errorMessage || 'Failed' };
  }

  #linkStatus(answer: Answer): LinkStatus {
    const status = this.access.parse(answer, answers.linkStatus);
    return { ...status, errorMessage: this.access.redactor.text(status.errorMessage, 500) };
  }
}

const unproven: Readonly<Record<Exclude<Unproven, 'link'>, Operation>> = {
  'generate a token': operations.generateToken,
  unlink: operations.unlink,
  'see the linked hosts': operations.linkStatus,
};

const done = (outcome: Outcome<unknown>): Outcome =>
  outcome.accepted ? { accepted: true, value: undefined } : outcome;
