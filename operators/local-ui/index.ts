/**
 * The operator that uses the Local UI in a real browser, by the labels that the documentation prints.
 *
 * ```ts
 * const settings = { executable: findBrowser(target.localUi?.browser), headed: false, slowMo: 0 };
 * const operator = localUiOperator(host, target, settings, { record: (exchange) => exchanges.push(exchange) });
 * const token = await operator.generateToken();
 * await operator.close();
 * await closeBrowser();
 * ```
 *
 * Loads playwright: where nobody wants a browser, nobody loads this.
 */
export { type BrowserSettings, closeBrowser } from './browser';
export type { LocalUiHost } from './desk';
export { localUiOperator } from './operator';
