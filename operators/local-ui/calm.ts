/** What a page shows once it says of no part of it that it is busy. */
import type { Page } from 'playwright-core';
import { pageHangs, type Where } from './errors';
import { type Tree, treeOf } from './tree';

/** Resolves when the document is there and no part of it says that it is busy. Text, as it runs in the page. */
const calm = `new Promise((resolve) => {
  const isCalm = () => document.readyState !== 'loading' && !document.querySelector('[aria-busy=true]');
  if (isCalm()) return resolve(true);
  const look = () => isCalm() && (observer.disconnect(), resolve(true));
  const observer = new MutationObserver(look);
  observer.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['aria-busy'] });
  document.addEventListener('readystatechange', look);
})`;

/** Undefined where the document changed under the eyes. Rejects with the fault of a page that is busy for longer. */
export async function calmTree(page: Page, where: Where, seconds: number): Promise<Tree | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(pageHangs(where, seconds)), seconds * 1000);
  });
  try {
    await Promise.race([page.evaluate(calm), tooLong]);
    return treeOf(await Promise.race([page.ariaSnapshotJSON(), tooLong]));
  } catch (error) {
    if (/context was destroyed|navigat/i.test(String(error))) return undefined;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
