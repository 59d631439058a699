/** The operator that clicks, with everything it takes. Only who wants one loads this, and playwright with it. */
import type { Target } from '../../target';
import type { Operator, OperatorOptions } from '../operator';
import { Redactor } from '../redaction';
import { clusterActions } from './actions/cluster';
import { contentActions } from './actions/content';
import { historyActions } from './actions/history';
import { hostActions } from './actions/host';
import { linkActions } from './actions/link';
import { sessionActions } from './actions/session';
import type { BrowserSettings } from './browser';
import { Desk, type LocalUiHost } from './desk';
import { exhibits } from './evidence';
import { Labels } from './labels';

/** Binds an operator to one host of a target. Nothing is opened before its first action. */
export function localUiOperator(
  host: LocalUiHost,
  target: Pick<Target, 'budgets' | 'localUi'>,
  settings: BrowserSettings,
  options: OperatorOptions,
): Operator {
  const redactor = new Redactor();
  redactor.learn('password', host.credentials.password);
  const labels = new Labels(target.localUi?.labels);
  const desk = new Desk({ host, labels, seconds: target.budgets.request, settings, options, redactor });
  return {
    host,
    ...sessionActions(desk),
    ...hostActions(desk),
    ...linkActions(desk),
    ...contentActions(desk),
    ...clusterActions(desk),
    ...historyActions(),
    owedFor: () => desk.owedFor,
    exhibits: () => exhibits(desk),
  };
}
