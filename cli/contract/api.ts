/** An API as it is compared: the suite's own as much as that of a file. */

/** A JSON Schema, or what an API file writes in its place. Read with `formOf` only. */
export type Schema = unknown;

/** Nothing is said, so that anything will do. */
export const anything: Schema = {};

export interface ApiOperation {
  /** In capitals. */
  readonly method: string;
  /** From the root of the host, with names of parameters in braces. */
  readonly path: string;
  readonly needsLogin: boolean;
  /** By status code or `default`. */
  readonly answers: ReadonlyMap<string, Schema>;
  /** Objects with a property for each parameter. */
  readonly query: Schema;
  readonly headers: Schema;
  readonly body: { readonly schema: Schema; readonly required: boolean } | undefined;
  /** An object with a property for each part. */
  readonly form: Schema | undefined;
}

export interface Api {
  /** `Swagger 2.0`, `OpenAPI 3.1.0` */
  readonly format: string;
  readonly operations: readonly ApiOperation[];
}

/** What two operations must have in common to be the same: names of parameters say nothing. */
export const identity = ({ method, path }: Pick<ApiOperation, 'method' | 'path'>): string =>
  `${method} ${path.replace(/\{[^}]*\}/g, '{}').replace(/(.)\/$/, '$1')}`;
