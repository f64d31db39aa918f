// editor_api/openapi.yaml as a judge: what may be sent, and what may come back.
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { root } from './server.mjs';

export const base = '/api/v1';
export const text = readFileSync(path.join(root, 'editor_api/openapi.yaml'), 'utf8');
export const contract = parse(text);

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema(contract, 'openapi');
const compiled = new Map();

function validator(schema) {
  const key = JSON.stringify(schema);
  if (!compiled.has(key)) {
    // References of the document are relative to it.
    compiled.set(key, ajv.compile(JSON.parse(key.replaceAll('"$ref":"#/', '"$ref":"openapi#/'))));
  }
  return compiled.get(key);
}

function resolve(node) {
  if (!node?.$ref) return node;
  return resolve(
    node.$ref
      .slice(2)
      .split('/')
      .reduce((at, name) => at[name], contract),
  );
}

// Every documented operation: {id, method, pattern, parameters, requestBody, responses, isPublic}.
export const operations = Object.entries(contract.paths).flatMap(([pattern, item]) =>
  ['get', 'post', 'put', 'delete', 'patch']
    .filter((method) => item[method])
    .map((method) => {
      const operation = item[method];
      return {
        id: operation.operationId,
        method: method.toUpperCase(),
        pattern,
        shape: new RegExp(`^${pattern.replace(/\{[^}]+\}/g, '[^/]+').replaceAll('.', '\\.')}$`),
        parameters: [...(item.parameters ?? []), ...(operation.parameters ?? [])].map(resolve),
        requestBody: resolve(operation.requestBody),
        responses: operation.responses,
        isPublic: operation.security?.length === 0,
      };
    }),
);

// The operation of a request below /api/v1; fixed paths win over those with a number in them.
export function operationOf(method, path) {
  const wanted = method === 'HEAD' ? 'GET' : method;
  const fitting = operations.filter((operation) => operation.method === wanted && operation.shape.test(path));
  return fitting.sort((a, b) => a.pattern.split('{').length - b.pattern.split('{').length)[0];
}

const tell = (errors) =>
  errors.map((error) => `${error.instancePath || '/'} ${error.message} ${JSON.stringify(error.params)}`).join('; ');

// Why a value is none of a schema of the document, by its name; undefined when it is.
export function faultOfSchema(name, value) {
  const validate = validator({ $ref: `#/components/schemas/${name}` });
  return validate(value) ? undefined : `${name}: ${tell(validate.errors)}`;
}

// Why a request breaks the contract; undefined when it keeps it.
export function faultOfRequest(operation, query, contentType, body) {
  for (const name of new Set(query.keys()))
    if (!operation.parameters.some((parameter) => parameter.in === 'query' && parameter.name === name))
      return `the parameter ${name} of ${operation.id} is not documented`;
  if (body === undefined || !contentType?.includes('json')) return undefined;
  const schema = operation.requestBody?.content['application/json']?.schema;
  if (!schema) return `${operation.id} takes no JSON body`;
  const validate = validator(schema);
  return validate(body) ? undefined : `request of ${operation.id}: ${tell(validate.errors)}`;
}

// Why a response breaks the contract; undefined when it keeps it.
export function faultOfResponse(operation, status, headers, bytes) {
  const media = (headers.get('content-type') ?? '').split(';')[0];
  const documented = operation.responses[status] ?? (status >= 400 ? operation.responses.default : undefined);
  if (!documented) return `${operation.id} answered ${status}, which is not documented`;
  const response = resolve(documented);
  for (const name of Object.keys(response.headers ?? {}))
    if (!headers.get(name)) return `${operation.id} answered ${status} without the header ${name}`;
  if (!response.content) return bytes.length === 0 ? undefined : `${operation.id} answered ${status} with a body`;
  const content = response.content[media];
  if (!content) return `${operation.id} answered ${status} as '${media}', which is not documented`;
  if (!/[/+]json/.test(media)) return undefined;
  const body = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  const validate = validator(content.schema);
  if (!validate(body)) return `response ${status} of ${operation.id}: ${tell(validate.errors)}`;
  if (media === 'application/problem+json' && body.status !== status)
    return `a problem of ${status} says ${body.status}`;
  return undefined;
}
