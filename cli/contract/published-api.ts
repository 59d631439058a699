/** The operations of a Swagger 2.0 or OpenAPI 3 document. */
import { type Api, type ApiOperation, anything, type Schema } from './api';
import { noApi } from './errors';
import { objectOf } from './form';

type Raw = Readonly<Record<string, unknown>>;

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** Throws a `CliError` for a document of another kind. */
export function publishedApi(document: Raw, file: string): Api {
  const version = String(document.swagger ?? document.openapi);
  const isSwagger = document.swagger !== undefined;
  if (!(isSwagger ? /^2(\.0)?$/ : /^3\.\d/).test(version)) {
    throw noApi(file, `${isSwagger ? 'Swagger' : 'OpenAPI'} ${version.slice(0, 20)}`);
  }
  const operations = Object.entries(objectOf(document.paths)).flatMap(([path, item]) =>
    operationsOf(document, `${basePath(document)}${path}`, objectOf(item)),
  );
  if (operations.length === 0) throw noApi(file, 'no operation');
  return { format: isSwagger ? 'Swagger 2.0' : `OpenAPI ${version.slice(0, 20)}`, operations };
}

function operationsOf(document: Raw, path: string, item: Raw): ApiOperation[] {
  const present = methods.filter((method) => item[method] !== undefined);
  return present.map((method) => {
    const operation = objectOf(item[method]);
    const parameters = parametersOf(item, operation);
    return {
      method: method.toUpperCase(),
      path,
      needsLogin: needsLogin(operation.security ?? document.security),
      answers: new Map(
        Object.entries(objectOf(operation.responses))
          .filter(([status]) => !status.startsWith('x-'))
          .map(([status, answer]) => [status, schemaOf(objectOf(answer))]),
      ),
      query: parameterObject(parameters, 'query'),
      headers: parameterObject(parameters, 'header'),
      body: bodyOf(parameters, operation),
      form: formPartsOf(parameters, operation),
    };
  });
}

/** Those of the operation take the place of those of the path. */
function parametersOf(item: Raw, operation: Raw): readonly Raw[] {
  const all = [item.parameters, operation.parameters].flatMap((list) => (Array.isArray(list) ? list : []));
  const byName = new Map(all.map(objectOf).map((parameter) => [`${parameter.in} ${parameter.name}`, parameter]));
  return [...byName.values()];
}

/** Said elsewhere: by the login, and by what a body is. */
const impliedHeaders = new Set(['authorization', 'accept', 'content-type', 'content-length', 'cookie']);

function parameterObject(parameters: readonly Raw[], place: string): Schema {
  const own = parameters.filter(
    (parameter) =>
      parameter.in === place && !(place === 'header' && impliedHeaders.has(String(parameter.name).toLowerCase())),
  );
  if (own.length === 0) return anything;
  return {
    type: 'object',
    properties: Object.fromEntries(own.map((parameter) => [String(parameter.name), parameterSchema(parameter)])),
    required: own.filter(({ required }) => required === true).map(({ name }) => String(name)),
  };
}

/** OpenAPI puts a parameter's shape below `schema` or `content`; Swagger says it of the parameter itself. */
function parameterSchema(parameter: Raw): Schema {
  if (parameter.schema !== undefined || parameter.content !== undefined) return schemaOf(parameter);
  const { in: _, name: __, required: ___, ...schema } = parameter;
  return schema;
}

function bodyOf(parameters: readonly Raw[], operation: Raw): ApiOperation['body'] {
  const parameter = parameters.find((one) => one.in === 'body');
  if (parameter) return { schema: parameter.schema ?? anything, required: parameter.required === true };
  const body = objectOf(operation.requestBody);
  const media = mediaOf(body, (type) => !isForm(type));
  return media === undefined
    ? undefined
    : { schema: objectOf(media).schema ?? anything, required: body.required === true };
}

function formPartsOf(parameters: readonly Raw[], operation: Raw): Schema | undefined {
  if (parameters.some((one) => one.in === 'formData')) return parameterObject(parameters, 'formData');
  const media = mediaOf(objectOf(operation.requestBody), isForm);
  return media === undefined ? undefined : (objectOf(media).schema ?? anything);
}

const isForm = (type: string): boolean => /^(multipart\/|application\/x-www-form-urlencoded)/i.test(type);

/** What an answer or parameter looks like, as JSON where there is a choice. */
function schemaOf(described: Raw): Schema {
  if (described.schema !== undefined) return described.schema;
  return objectOf(mediaOf(described, () => true)).schema ?? anything;
}

function mediaOf(described: Raw, wanted: (type: string) => boolean): unknown {
  const all = Object.entries(objectOf(described.content)).filter(([type]) => wanted(type));
  return (all.find(([type]) => /^application\/(.*\+)?json\b/i.test(type)) ?? all[0])?.[1];
}

/** Any of several securities will do; an empty one is none. */
function needsLogin(security: unknown): boolean {
  if (!Array.isArray(security) || security.length === 0) return false;
  return security.every((one) => Object.keys(objectOf(one)).length > 0);
}

/** What stands before every path. */
function basePath(document: Raw): string {
  if (document.swagger !== undefined) return String(document.basePath ?? '').replace(/\/+$/, '');
  const server = objectOf(Array.isArray(document.servers) ? document.servers[0] : undefined);
  const variables = objectOf(server.variables);
  const url = String(server.url ?? '/').replace(/\{([^}]*)\}/g, (_, name: string) =>
    String(objectOf(variables[name]).default ?? ''),
  );
  return url.replace(/^[a-z][\w+.-]*:\/\/[^/]*/i, '').replace(/\/+$/, '');
}
