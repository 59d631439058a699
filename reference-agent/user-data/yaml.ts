import { type Document, LineCounter, parseDocument, type YAMLError } from 'yaml';
import { UserDataError, type UserDataErrorCode } from './errors';

/** As long as any user data may be, in characters. */
const longest = 1_048_576;

/**
 * Parses user data into plain values.
 * @param name where the text came from, for messages.
 */
export function parseYaml(text: string, name: string): unknown {
  const fail = (code: UserDataErrorCode, what: string) => new UserDataError(code, `${name}: ${what}`);
  if (text.length > longest) {
    throw fail('USER_DATA_TOO_LONG', `The user data has ${text.length} characters; keep it within ${longest}.`);
  }
  let document: Document;
  const lines = new LineCounter();
  try {
    document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  } catch {
    // What the parser throws, instead of reporting it, is a stack used up.
    throw fail('USER_DATA_YAML', 'The user data is nested too deeply to be read; make it flatter.');
  }
  const [error] = document.errors;
  if (error !== undefined) throw fail('USER_DATA_YAML', yamlProblem(error, text, lines));
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 });
  } catch {
    throw fail(
      'USER_DATA_YAML',
      'The user data repeats itself through too many aliases; write out what they stand for.',
    );
  }
  if (value === null) {
    throw fail('USER_DATA_EMPTY', 'The user data is empty; put a cloud-config with a "stylus" section there.');
  }
  return value;
}

/** The parser's own message is not passed on: it may quote a password that was left without quotes. */
function yamlProblem(error: YAMLError, text: string, lines: LineCounter): string {
  const { line, col } = lines.linePos(error.pos[0]);
  const place = `line ${line}, column ${col}`;
  if (error.code === 'DUPLICATE_KEY') {
    const key = /^[\w.-]+/.exec(text.slice(error.pos[0], error.pos[0] + 80))?.[0];
    return `The key ${key === undefined ? '' : `"${key}" `}at ${place} stands there twice; keep one of them.`;
  }
  return `The text is not valid YAML at ${place} (${error.code}); correct it.`;
}
