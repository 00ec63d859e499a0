import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { templateOf, type OpenapiDocument } from '../openapi/document.ts';
import { createLeakWorld, type LeakWorld } from '../testing/leak-world.ts';
import { ROUTES } from '../testing/route-entries/routes.ts';

let world: LeakWorld;
let document: OpenapiDocument;
beforeAll(async () => {
  world = await createLeakWorld(true);
  document = (await (await world.server.app.request('/api/openapi.json')).json()) as OpenapiDocument;
});
afterAll(() => world.server.close());

/** The page of the app itself is no part of the API. */
const DESCRIBED = Object.entries(ROUTES).filter(([route]) => route !== 'GET *');
const operationOf = (route: string) => {
  const [method = '', path = ''] = route.split(' ');
  return document.paths[templateOf(path)]?.[method.toLowerCase()];
};

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);

test('every route is described, and nothing else', () => {
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(described.sort()).toEqual(
    DESCRIBED.map(([route]) => route.replace(/ .*/, (path) => ` ${templateOf(path.trim())}`)).sort(),
  );
});

test('it is OpenAPI 3.1 whose references resolve and whose schemas compile', () => {
  expect(document.openapi).toBe('3.1.0');
  expect(
    JSON.stringify(document)
      .match(/"\$ref":"[^"]*"/g)
      ?.every((ref) => ref.includes('#/components/schemas/Problem')),
  ).toBe(true);
  for (const [route] of DESCRIBED) {
    const operation = operationOf(route);
    for (const { schema } of Object.values(operation?.requestBody?.content ?? {}))
      expect(() => ajv.compile(schema)).not.toThrow();
    const path = route.split(' ')[1] ?? '';
    const named = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name);
    expect(operation?.parameters.filter((one) => one.in === 'path').map(({ name }) => name)).toEqual(named);
  }
});

test('bodies are described by the validators of their routes', () => {
  const body = (route: string) => operationOf(route)?.requestBody?.content['application/json']?.schema;
  expect(body('POST /api/v1/leads')).toMatchObject({ required: ['name'], additionalProperties: false });
  expect(body('POST /api/team/invites')).toMatchObject({
    properties: { role: { enum: ['admin', 'lead', 'agent', 'viewer'] } },
  });
  expect(operationOf('GET /api/v1/leads')?.parameters.map(({ name }) => name)).toEqual(['limit', 'cursor']);
});

test.each(DESCRIBED)('%s answers as it is described', async (route, entry) => {
  const operation = operationOf(route);
  const [method = '', pattern = ''] = route.split(' ');
  const { a, b } = world;
  let serial = 0;
  for (const authorization of entry.by === 'key' ? [a.programs.admin, 'Bearer ll_made-up'] : [null, 'Bearer made.up'])
    for (const request of [...entry.tries(a), ...entry.tries(b), { body: 'not what is asked for' }]) {
      const response = await world.server.app.request(
        'path' in request && request.path !== undefined ? request.path : pattern,
        {
          method,
          headers: {
            ...(authorization === null ? { cookie: a.cookies.admin } : { authorization }),
            'x-test-address': `${route} ${++serial}`,
            'idempotency-key': `described-${serial}`,
            'content-type': 'application/json',
          },
          ...(request.body === undefined || method === 'GET' ? {} : { body: JSON.stringify(request.body) }),
        },
      );
      const type = response.headers.get('content-type')?.split(';')[0] ?? '';
      const what = `${JSON.stringify(request)} ${response.status} ${type}`;
      const answer = operation?.responses[String(response.status)];
      if (type === 'text/event-stream') {
        await response.body?.cancel();
        expect(Object.keys(answer?.content ?? {}), what).toEqual([type]);
        continue;
      }
      const text = await response.text();
      if (type === 'application/problem+json') {
        expect(JSON.parse(text), what).toEqual({
          type: 'about:blank',
          title: expect.any(String),
          status: response.status,
          code: expect.stringMatching(/^[a-z_]+$/),
          detail: expect.any(String),
        });
        continue;
      }
      expect(answer, `${what} ${text.slice(0, 200)}`).toBeDefined();
      if (answer?.content === undefined) expect(text, what).toBe('');
      else if (type !== 'application/json') expect(Object.keys(answer.content), what).toContain(type);
      else {
        const check = ajv.compile(answer.content['application/json']?.schema ?? false);
        check(JSON.parse(text));
        expect(check.errors, `${what} ${text.slice(0, 300)}`).toBeNull();
      }
    }
});

test('the page to read names every route, runs no script and needs nothing from elsewhere', async () => {
  const response = await world.server.app.request('/api/docs');
  const page = await response.text();
  expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
  for (const path of Object.keys(document.paths)) expect(page).toContain(path.replaceAll('"', '&quot;'));
  expect(page).not.toMatch(/<script|<style| style=| on\w+=|https?:\/\//i);
});
