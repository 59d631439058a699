import { oneLine, plural, printableJson } from '../../conformance/index';
import type { Output } from '../io';
import { painter } from '../terminal/style';
import { hanging } from '../terminal/wrap';
import type { Comparison, Difference } from './compare';

/** What was compared with what. */
export interface Compared extends Comparison {
  readonly file: string;
  /** `Swagger 2.0` */
  readonly format: string;
}

const indent = 11;

/** The differences of each operation, then what the suite does not use, then the result in one sentence. */
export function printComparison({ file, format, operations, used, unused }: Compared, output: Output): void {
  const paint = painter(output);
  const row = (label: string, text: string): string =>
    hanging(`    ${paint('dim', label.padEnd(indent - 4))}`, indent, oneLine(text), output.columns);
  const one = ({ kind, where, path, suite, file: published }: Difference): string => {
    const place = oneLine(path === '' ? where : `${where}, ${path}`);
    return [
      `  ${paint('red', '≠')} ${place} ${paint('dim', `(${kind})`)}`,
      row('suite', suite),
      row('file', published),
    ].join('\n');
  };
  const list = (title: string, names: readonly string[]): void => {
    if (names.length === 0) return;
    output.write(`${title}\n${names.map((name) => `  ${oneLine(name)}`).join('\n')}\n\n`);
  };
  const missing = operations.filter(({ differences }) => differences.some(({ kind }) => kind === 'operation'));
  for (const { operation, differences } of operations.filter((each) => !missing.includes(each))) {
    output.write(`${paint('bold', oneLine(operation))}\n${differences.map(one).join('\n')}\n\n`);
  }
  list(
    `${paint('red', '≠')} Used by the suite, and not in the file`,
    missing.map(({ operation }) => operation),
  );
  list(paint('dim', 'In the file, and not used by the suite'), unused);
  const count = operations.reduce((sum, { differences }) => sum + differences.length, 0);
  const source = oneLine(`${file} (${format})`);
  output.write(
    count === 0
      ? `All ${plural(used, 'operation')} that the suite uses agree with ${source}.\n`
      : `${plural(count, 'difference')} from ${source} in ${operations.length} of ${plural(used, 'operation')}.\n`,
  );
}

/** The same for programs. */
export function comparisonJson({ file, format, operations, used, unused }: Compared): string {
  const agrees = operations.length === 0;
  return printableJson({ file, format, agrees, used, operations, unused });
}
