/**
 * The operator that uses the Local Management API.
 *
 * ```ts
 * const operator = apiOperator(host, target, { record: (exchange) => exchanges.push(exchange) });
 * const token = await operator.generateToken();
 * await operator.close();
 * ```
 */
import type { Budgets, Target } from '../../target';
import type { HostAccess, Operator, OperatorOptions } from '../operator';
import { ApiAccess } from './access';
import { clusterActions } from './actions/cluster';
import { contentActions } from './actions/content';
import { historyActions } from './actions/history';
import { hostActions } from './actions/host';
import { linkActions } from './actions/link';
import { sessionActions } from './actions/session';

/** Binds an operator to one host of a target. Nothing is sent before its first action. */
export function apiOperator(
  host: HostAccess,
  target: Pick<Target, 'operations'> & { readonly budgets: Pick<Budgets, 'request'> },
  options: OperatorOptions,
): Operator {
  const access = new ApiAccess(host, target.budgets.request * 1000, options);
  return {
    host,
    ...sessionActions(access, host),
    ...hostActions(access),
    ...linkActions(access, target.operations),
    ...contentActions(access),
    ...clusterActions(access),
    ...historyActions(access),
  };
}
