import type { Edit } from './breakage';

/**
 * The text with these edits made. Throws where one does not stand there exactly once: the agent has changed since the
 * breakage was written, and an agent that is not broken would prove nothing.
 */
export function replaceOnce(text: string, edits: readonly Edit[]): string {
  return edits.reduce((changed, { file, find, replace }) => {
    const count = changed.split(find).length - 1;
    if (count === 1) return changed.replace(find, () => replace);
    throw new Error(`"${find}" stands ${count} times in what ${file} is compiled to; write the breakage anew.`);
  }, text);
}
