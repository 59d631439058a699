/** Breaks text into lines of at most this many characters, between words; a longer word gets a line of its own. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** Wrapped text behind a label, with its further lines set in as far. */
export function hanging(label: string, labelWidth: number, text: string, columns: number): string {
  const lines = wrap(text, Math.max(20, columns - labelWidth));
  return lines.map((line, index) => (index === 0 ? label : ' '.repeat(labelWidth)) + line).join('\n');
}

/** Cuts a line to a width, with an ellipsis. */
export const cut = (text: string, width: number): string =>
  [...text].length <= width ? text : `${[...text].slice(0, Math.max(0, width - 1)).join('')}…`;
