import { toJsonSchema } from '@valibot/to-json-schema';
import type { RouterRoute } from 'hono/types';
import type * as v from 'valibot';
import { API_SCOPES, ApiProblem } from '../../models/protocol/api.ts';
import { inputOf } from '../http/described-input.ts';
import { ACCOUNT } from './account.ts';
import { ALERTS } from './alerts.ts';
import { CRM } from './crm.ts';
import type { Answer, Body, Operation, Operations } from './operation.ts';
import { PRIVACY } from './privacy.ts';
import { PROGRAMS } from './programs.ts';
import { TEAM } from './team.ts';

/** Sections of the description, and what stands in each. */
const SECTIONS: Readonly<Record<string, Operations>> = {
  'For programs': PROGRAMS,
  'Sync and team': TEAM,
  Account: ACCOUNT,
  GoHighLevel: CRM,
  'Alerts and webhooks': ALERTS,
  Privacy: PRIVACY,
};

type Json = Record<string, unknown>;
export interface OpenapiOperation {
  tags: string[];
  summary: string;
  security: Json[];
  parameters: { name: string; in: string; required: boolean; schema: Json }[];
  requestBody?: { required: true; content: Record<string, { schema: Json }> };
  responses: Record<string, { description: string; content?: Record<string, { schema?: Json }> }>;
}
export interface OpenapiDocument {
  openapi: '3.1.0';
  info: { title: string; version: string; description: string };
  tags: { name: string }[];
  paths: Record<string, Record<string, OpenapiOperation>>;
  components: Json;
}

/** The description of the routes of an application: requests by their validators, answers by the tables beside this file. */
export function describeApi(routes: readonly RouterRoute[]): OpenapiDocument {
  const paths: OpenapiDocument['paths'] = {};
  for (const [section, operations] of Object.entries(SECTIONS)) {
    for (const [route, operation] of Object.entries(operations)) {
      const [method = '', path = ''] = route.split(' ');
      const handlers = routes.filter((one) => one.method === method && one.path === path);
      if (handlers.length === 0) continue;
      const inputs = handlers.flatMap(({ handler }) => inputOf(handler) ?? []);
      (paths[templateOf(path)] ??= {})[method.toLowerCase()] = describe(section, path, operation, inputs);
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Leadlight',
      version: '1',
      description:
        'Programs use the paths below /api/v1 with an API key; everything else is what the app itself uses and may change with it. Every error is application/problem+json with a stable code.',
    },
    tags: Object.keys(SECTIONS).map((name) => ({ name })),
    paths,
    components: {
      schemas: { Problem: jsonSchemaOf(ApiProblem, 'output') },
      securitySchemes: {
        key: {
          type: 'http',
          scheme: 'bearer',
          description: `An API key, ll_…, with scopes: ${API_SCOPES.join(', ')}.`,
        },
        session: { type: 'apiKey', in: 'cookie', name: 'leadlight.session_token' },
      },
    },
  };
}

/** `/a/:id/:step{x|y}` as OpenAPI writes it: `/a/{id}/{step}`. */
export function templateOf(path: string): string {
  return path.replace(/:(\w+)(\{[^}]*\})?/g, '{$1}');
}

function describe(
  section: string,
  path: string,
  operation: Operation,
  inputs: readonly NonNullable<ReturnType<typeof inputOf>>[],
): OpenapiOperation {
  const body = inputs.find(({ target }) => target === 'json');
  const query = inputs.find(({ target }) => target === 'query');
  return {
    tags: [section],
    summary: operation.summary,
    security: operation.auth === 'none' ? [] : [{ [operation.auth]: [] }],
    parameters: [
      ...pathParameters(path),
      ...(query === undefined ? [] : queryParameters(query.schema)),
      ...(operation.once
        ? [
            {
              name: 'Idempotency-Key',
              in: 'header',
              required: true,
              schema: { type: 'string', pattern: '^[\\w-]{8,100}$' },
            },
          ]
        : []),
    ],
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: true as const,
            content: { 'application/json': { schema: jsonSchemaOf(body.schema, 'input') } },
          },
        }),
    responses: {
      ...Object.fromEntries(
        Object.entries(operation.answers).map(([status, answer]) => [status, responseOf(status, answer ?? null)]),
      ),
      default: {
        description: 'Refused',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function pathParameters(path: string) {
  return [...path.matchAll(/:(\w+)(?:\{([^}]*)\})?/g)].map(([, name = '', pattern]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', ...(pattern?.includes('|') ? { enum: pattern.split('|') } : {}) },
  }));
}

function queryParameters(schema: v.GenericSchema) {
  const { properties = {}, required = [] } = jsonSchemaOf(schema, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, of]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema: of,
  }));
}

function responseOf(status: string, answer: Answer): OpenapiOperation['responses'][string] {
  const description = Number(status) < 400 ? 'Done' : 'Refused';
  if (answer === null) return { description };
  return { description, content: Object.fromEntries([answer].flat().map(contentOf)) };
}

function contentOf(body: Body): [type: string, content: { schema?: Json }] {
  return typeof body === 'string' ? [body, {}] : ['application/json', { schema: jsonSchemaOf(body, 'output') }];
}

/** Checks that JSON Schema has no words for (a transform, a check by code) are left out. */
function jsonSchemaOf(schema: v.GenericSchema, typeMode: 'input' | 'output'): Json {
  const { $schema: _, ...json } = toJsonSchema(schema as v.GenericSchema<unknown>, {
    target: 'draft-2020-12',
    typeMode,
    errorMode: 'ignore',
  });
  return json;
}
