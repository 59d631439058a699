/** An operator of a host that a test plays. */
import type { Exchange, Operator } from '../../../operator';
import { apiOperator } from '../../index';

export interface Watched {
  readonly operator: Operator;
  readonly exchanges: readonly Exchange[];
  /** One line per violation of a published shape. */
  findings(): string[];
}

export function operatorOf(endpoint: string): Watched {
  const exchanges: Exchange[] = [];
  const operator = apiOperator(
    { name: 'alpha', endpoint, credentials: { username: 'operator', password: 'correct-horse' } },
    { operations: {}, budgets: { request: 5 } },
    { record: (exchange) => exchanges.push(exchange) },
  );
  const lines = (): string[] =>
    exchanges.flatMap(({ findings }) =>
      findings.map(({ path, expected, seen }) => `${path}: ${expected}, not ${seen}`),
    );
  return { operator, exchanges, findings: lines };
}

export const accepted = { accepted: true, value: undefined };
