import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import formatsPlugin from 'ajv-formats';
import type { OpenAPIV3 } from 'openapi-types';

const FOLDER = new URL('../fixtures/ghl/openapi/', import.meta.url);
const FILES = ['oauth', 'contacts', 'locations', 'conversations', 'opportunities', 'users'] as const;
type Method = 'get' | 'post' | 'put' | 'delete';

interface Operation {
  method: Method;
  pattern: RegExp;
  params: OpenAPIV3.ParameterObject[];
  body: { validate: ValidateFunction; fields: Set<string> } | null;
  answers: Map<number, ValidateFunction>;
}

export interface SeenRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Headers;
  /** Parsed JSON or form; undefined when there is no body. */
  body: unknown;
}

export interface Validator {
  /** What is wrong with a request by the official description; empty when nothing is. */
  request(request: SeenRequest): string[];
  answer(method: string, path: string, status: number, body: unknown): string[];
}

/** Checks requests and answers against HighLevel's own OpenAPI files (CC0). */
export function officialValidator(): Validator {
  const ajv = new Ajv({ strict: false, allErrors: true });
  formatsPlugin.default(ajv);
  const common = JSON.parse(readFileSync(new URL('common-schemas.json', FOLDER), 'utf8')) as object;
  ajv.addSchema(common, 'http://ghl/common/common-schemas.json');
  const operations = FILES.flatMap((name) => operationsOf(ajv, name));
  const find = (method: string, path: string) =>
    operations.find((one) => one.method === method.toLowerCase() && one.pattern.test(path));
  return {
    request(request) {
      const operation = find(request.method, request.path);
      if (operation === undefined) return [`${request.method} ${request.path} is not in the official description`];
      return [...paramProblems(ajv, operation, request), ...bodyProblems(operation, request.body)];
    },
    answer(method, path, status, body) {
      const validate = find(method, path)?.answers.get(status);
      if (validate === undefined || validate(body)) return [];
      return [`${method} ${path} answered ${status}: ${ajv.errorsText(validate.errors)}`];
    },
  };
}

function operationsOf(ajv: Ajv, name: string): Operation[] {
  const base = `http://ghl/apps/${name}.json`;
  const doc = JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8')) as OpenAPIV3.Document;
  ajv.addSchema(doc, base);
  const compile = (schema: object) => ajv.compile(absolute(schema, base));
  return Object.entries(doc.paths)
    .flatMap(([path, item]) =>
      (['get', 'post', 'put', 'delete'] as const).flatMap((method) => {
        const operation = item?.[method];
        if (operation === undefined) return [];
        const content = (operation.requestBody as OpenAPIV3.RequestBodyObject | undefined)?.content;
        const schema = content && Object.values(content)[0]?.schema;
        const answers = new Map<number, ValidateFunction>();
        for (const [status, answer] of Object.entries(operation.responses)) {
          const found = (answer as OpenAPIV3.ResponseObject).content?.['application/json']?.schema;
          if (found !== undefined) answers.set(Number(status), compile(found));
        }
        const fields = schema === undefined ? null : fieldsOf(doc, schema);
        return [
          {
            method,
            pattern: new RegExp(`^${path.replace(/\/$/, '/?').replace(/\{\w+\}/g, '[^/]+')}$`),
            params: (operation.parameters ?? []) as OpenAPIV3.ParameterObject[],
            body: schema === undefined || fields === null ? null : { validate: compile(schema), fields },
            answers,
          },
        ];
      }),
    )
    .sort((a, b) => Number(a.pattern.source.includes('[^/]')) - Number(b.pattern.source.includes('[^/]')));
}

/** References as seen from outside the file. */
function absolute(schema: object, base: string): object {
  const text = JSON.stringify(schema)
    .replaceAll('"#/components/', `"${base}#/components/`)
    .replaceAll('"../common/common-schemas.json', '"http://ghl/common/common-schemas.json');
  return JSON.parse(text) as object;
}

function fieldsOf(doc: OpenAPIV3.Document, schema: OpenAPIV3.SchemaObject | OpenAPIV3.ReferenceObject): Set<string> {
  const name = '$ref' in schema ? schema.$ref.split('/').at(-1)! : null;
  const found = name === null ? schema : doc.components?.schemas?.[name];
  return new Set(Object.keys((found as OpenAPIV3.SchemaObject | undefined)?.properties ?? {}));
}

function paramProblems(ajv: Ajv, operation: Operation, request: SeenRequest): string[] {
  return operation.params.flatMap((param) => {
    if (param.in === 'path') return [];
    const value = param.in === 'header' ? request.headers.get(param.name) : request.query.get(param.name);
    if (value === null) return param.required === true ? [`${param.in} ${param.name} is missing`] : [];
    const schema = param.schema as OpenAPIV3.SchemaObject & { type?: string };
    // One official parameter has the type "any", which is none.
    if ((schema.type as string) === 'any') return [];
    const typed = schema.type === 'number' ? Number(value) : schema.type === 'boolean' ? value === 'true' : value;
    return ajv.validate(schema, typed) ? [] : [`${param.in} ${param.name}: ${ajv.errorsText()}`];
  });
}

/** Fields that the description does not know are refused too: a misspelt one would be dropped without a word. */
function bodyProblems(operation: Operation, body: unknown): string[] {
  if (operation.body === null) return [];
  if (!operation.body.validate(body)) {
    return (operation.body.validate.errors ?? []).map((error) => `body${error.instancePath} ${error.message ?? ''}`);
  }
  const { fields } = operation.body;
  if (fields.size === 0) return [];
  return Object.keys(body as object).flatMap((key) => (fields.has(key) ? [] : [`body has an unknown field ${key}`]));
}
