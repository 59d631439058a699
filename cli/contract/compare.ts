/** What two APIs say differently of the same operations. Pure. */
import { type Api, type ApiOperation, identity, type Schema } from './api';
import { type Form, formOf } from './form';

export type DifferenceKind =
  | 'operation'
  | 'login'
  | 'status'
  | 'body'
  | 'field'
  | 'required'
  | 'type'
  | 'enum'
  | 'limit';

/** One thing that is said differently. */
export interface Difference {
  readonly kind: DifferenceKind;
  /** `operation`, `query`, `headers`, `request body`, `form`, `answer 200`, ... */
  readonly where: string;
  /** Inside of it: `peers[].health.status`; empty for the whole. */
  readonly path: string;
  readonly suite: string;
  readonly file: string;
}

export interface Comparison {
  /** Only operations that differ, in the order of the suite. */
  readonly operations: readonly { readonly operation: string; readonly differences: readonly Difference[] }[];
  /** How many operations the suite uses. */
  readonly used: number;
  /** Operations of the file that the suite does not use. No difference. */
  readonly unused: readonly string[];
}

const titleOf = ({ method, path }: ApiOperation): string => `${method} ${path}`;

/** Throws a `CliError` where a reference of the file leads to itself. */
export function compare(suite: Api, file: Api): Comparison {
  const published = new Map(file.operations.map((operation) => [identity(operation), operation]));
  const compared = suite.operations.map((ours) => {
    const theirs = published.get(identity(ours));
    published.delete(identity(ours));
    return { operation: titleOf(ours), differences: theirs ? operationDifferences(ours, theirs) : [unpublished] };
  });
  return {
    operations: compared.filter(({ differences }) => differences.length > 0),
    used: suite.operations.length,
    unused: [...published.values()].map(titleOf),
  };
}

const unpublished: Difference = {
  kind: 'operation',
  where: 'operation',
  path: '',
  suite: 'uses it',
  file: 'does not have it',
};

function operationDifferences(ours: ApiOperation, theirs: ApiOperation): readonly Difference[] {
  const login = (needed: boolean): string => (needed ? 'needs a login' : 'needs no login');
  const found: Difference[] = [];
  const add = (kind: DifferenceKind, where: string, suite: string, file: string): void => {
    if (suite !== file) found.push({ kind, where, path: '', suite, file });
  };
  add('login', 'operation', login(ours.needsLogin), login(theirs.needsLogin));
  found.push(...schemaDifferences('query', ours.query, theirs.query));
  found.push(...schemaDifferences('headers', ours.headers, theirs.headers));
  const need = (body: ApiOperation['body']): string =>
    body === undefined ? 'none' : body.required ? 'required' : 'may be left out';
  add('body', 'request body', need(ours.body), need(theirs.body));
  if (ours.body && theirs.body) {
    found.push(...schemaDifferences('request body', ours.body.schema, theirs.body.schema));
  }
  const form = (one: Schema | undefined): string => (one === undefined ? 'none' : 'a form');
  add('body', 'form', form(ours.form), form(theirs.form));
  if (ours.form !== undefined && theirs.form !== undefined) {
    found.push(...schemaDifferences('form', ours.form, theirs.form));
  }
  for (const status of new Set([...ours.answers.keys(), ...theirs.answers.keys()])) {
    const has = (operation: ApiOperation): string => (operation.answers.has(status) ? 'has it' : 'does not have it');
    add('status', `answer ${status}`, has(ours), has(theirs));
    if (!ours.answers.has(status) || !theirs.answers.has(status)) continue;
    found.push(...schemaDifferences(`answer ${status}`, ours.answers.get(status), theirs.answers.get(status)));
  }
  return found;
}

/** Goes no deeper than the suite's shape does, which ends somewhere; that of the file need not. */
function* schemaDifferences(where: string, suite: Schema, file: Schema, path = ''): Generator<Difference> {
  const ours = formOf(suite);
  const theirs = formOf(file);
  const differ = (kind: DifferenceKind, a: string, b: string, at = path): Difference[] =>
    a === b ? [] : [{ kind, where, path: at, suite: a, file: b }];

  const parameters = where === 'query' || where === 'headers';
  const type = parameters ? [] : differ('type', typeOf(ours), typeOf(theirs));
  yield* type;
  yield* differ('enum', valuesOf(ours), valuesOf(theirs));
  for (const limit of new Set([...ours.limits.keys(), ...theirs.limits.keys()])) {
    yield* differ('limit', limitOf(ours, limit), limitOf(theirs, limit));
  }
  if (type.length > 0 && !bothObjects(ours, theirs)) return;

  for (const name of new Set([...namesOf(ours), ...namesOf(theirs)])) {
    const at = path === '' ? name : `${path}.${name}`;
    yield* differ('field', fieldOf(ours, name), fieldOf(theirs, name), at);
    if (!namesOf(ours).has(name) || !namesOf(theirs).has(name)) continue;
    yield* differ('required', needOf(ours, name), needOf(theirs, name), at);
    yield* schemaDifferences(where, ours.properties.get(name), theirs.properties.get(name), at);
  }
  // Below what the suite says nothing of, the file alone might go on for ever.
  const goesOn = suite !== undefined;
  if (goesOn && (ours.items !== undefined || theirs.items !== undefined)) {
    yield* schemaDifferences(where, ours.items, theirs.items, `${path}[]`);
  }
  const other = path === '' ? '*' : `${path}.*`;
  yield* differ('field', othersOf(ours), othersOf(theirs), other);
  if (
    goesOn &&
    ours.others !== 'none' &&
    theirs.others !== 'none' &&
    (ours.others !== undefined || theirs.others !== undefined)
  ) {
    yield* schemaDifferences(where, ours.others, theirs.others, other);
  }
}

const typeOf = ({ type, mayBeNull }: Form): string => (mayBeNull ? `${type} or null` : type);
const valuesOf = ({ values }: Form): string => (values === undefined ? 'any value' : [...values].sort().join(', '));
const limitOf = ({ limits }: Form, keyword: string): string =>
  limits.has(keyword) ? `${keyword} ${limits.get(keyword)}` : `no ${keyword}`;
const othersOf = ({ others }: Form): string => (others === 'none' ? 'no further fields' : 'further fields');

/** An object, or something whose fields are told although its type is not. */
const bothObjects = (...forms: readonly Form[]): boolean => forms.every(({ properties }) => properties.size > 0);

const namesOf = ({ properties, required }: Form): ReadonlySet<string> => new Set([...properties.keys(), ...required]);
const needOf = ({ required }: Form, name: string): string => (required.has(name) ? 'required' : 'optional');

/** Equal wherever both have the field, so that only a missing one is a difference. */
const fieldOf = (form: Form, name: string): string => (namesOf(form).has(name) ? 'has it' : 'does not have it');
