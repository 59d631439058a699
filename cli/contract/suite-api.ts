import { operations as known, type Operation } from '../../operators/api/operations';
import { jsonSchema, type Shape } from '../../operators/api/wire/shapes';
import { type Api, type ApiOperation, anything } from './api';

/** The published operations as the suite knows them. */
export function suiteApi(operations: readonly Operation[] = Object.values(known)): Api {
  return { format: 'suite', operations: operations.map(read) };
}

function read({ method, path, secured, answers = {}, asked = {} }: Operation): ApiOperation {
  const { query, body, bodyIsOptional, form } = asked;
  return {
    method,
    path,
    needsLogin: secured,
    answers: new Map(Object.entries(answers).map(([status, shape]) => [status, jsonSchema(shape as Shape)])),
    query: query ? jsonSchema(query) : anything,
    headers: anything,
    body: body && { schema: jsonSchema(body), required: bodyIsOptional !== true },
    form: form && jsonSchema(form),
  };
}
