import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** Fails when axe-core finds anything with any of its rules, or something is wider than the window. */
export async function demandAccessible(page: Page): Promise<void> {
  await page.evaluate(axe);
  const results: AxeResults = await page.evaluate(
    'axe.run({ runOnly: [...new Set(axe.getRules().flatMap(({ tags }) => tags))] })',
  );
  const found = results.violations.map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' ')}`,
  );
  assert.deepEqual(found, []);
  const width = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
  assert(width <= 0, `the page is ${width} px wider than the window`);
}

/** The same for a page as it is, in every look: on a telephone and on a desk, light and dark. */
export async function demandAccessibleEverywhere(page: Page, what: string): Promise<void> {
  for (const width of [360, 1600]) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await demandAccessible(page).catch((error) => {
        throw new Error(`${what} at ${width} px, ${colorScheme}: ${error.message}`, { cause: error });
      });
    }
  }
}
