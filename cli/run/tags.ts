import { loadSources } from '@cucumber/cucumber/api';
import { usageError } from '../errors';
import type { SuiteFiles } from '../installation';

/** Finds out before the run whether a tag expression can be read. Throws a `CliError` where it cannot. */
export async function checkTags(tags: string | undefined, { root, features }: SuiteFiles): Promise<void> {
  if (tags === undefined) return;
  // One file is enough: the expression is read before the first scenario is compared with it.
  const sources = {
    defaultDialect: 'en',
    paths: features.slice(0, 1),
    names: [],
    tagExpression: tags,
    order: 'defined' as const,
  };
  try {
    await loadSources(sources, { cwd: root });
  } catch (cause) {
    // Cucumber wraps what its parser says.
    const inner = (cause as Error).cause instanceof Error ? ((cause as Error).cause as Error) : (cause as Error);
    const why = inner.message.trim().split('\n').at(-1);
    throw usageError(
      'CLI_BAD_TAGS',
      `--tags takes an expression like "@core and not @slow", and "${tags}" is none: ${why}`,
      { cause },
    );
  }
}
