/**
 * What a person looks for on the pages, word by word as the documentation prints it, and where it does. Where the
 * documentation only tells what can be seen or done, the words are those of the published API, or plain ones, and the
 * source says so. A target's configuration can replace any of them.
 */
import type { LocalUiLabel } from '../../target';

interface Label {
  readonly text: string;
  /** Page and heading. */
  readonly source: string;
}

const from = (source: string, texts: Readonly<Record<string, string>>): Record<string, Label> =>
  Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, { text, source }]));
