import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SafeFetched } from '../http/safe-fetch.ts';
import { requester } from '../testing/request.ts';
import { createTestServer, type TestServer } from '../testing/test-server.ts';

const FILES: Record<string, string> = { 'config.json': '{"leadlight":{}}', 'onnx/model.onnx': 'graph' };
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
const files = Object.fromEntries(Object.entries(FILES).map(([path, text]) => [path, hashOf(text)]));

let server: TestServer;
let send: ReturnType<typeof requester>;
let admin: Awaited<ReturnType<TestServer['signedIn']>>;
const asked: string[] = [];
let answer: (url: string) => SafeFetched;
beforeEach(async () => {
  asked.length = 0;
  answer = (url) => ({ ok: true, bytes: new TextEncoder().encode(FILES[url.replace('https://hub.example/m/', '')]) });
  const safeFetch = (url: string) => {
    asked.push(url);
    return Promise.resolve(answer(url));
  };
  server = await createTestServer({ safeFetch });
  send = requester(server);
  admin = await server.signedIn('admin');
});
afterEach(() => server.close());

const model = { name: 'pets', head: 'text', url: 'https://hub.example/m/', files };
const register = (over = {}, cookie = admin.cookie) => send('POST', '/api/models', cookie, { ...model, ...over });

test('an admin registers a model by URL; the server fetches it once and serves it to the team’s devices', async () => {
  expect(await register()).toMatchObject({ status: 201, body: { name: 'pets', files } });
  expect(asked).toEqual(['https://hub.example/m/config.json', 'https://hub.example/m/onnx/model.onnx']);
  const agent = await server.signedIn('agent');
  expect((await send('GET', '/api/models', agent.cookie)).body).toEqual({
    models: [{ name: 'pets', head: 'text', files }],
  });
  const response = await server.app.request('/api/models/pets/onnx/model.onnx', { headers: { cookie: agent.cookie } });
  expect(await response.text()).toBe('graph');
  expect(response.headers.get('content-type')).toBe('application/octet-stream');
  expect((await send('GET', '/api/models/pets/tokenizer.json', agent.cookie)).status).toBe(404);
  expect((await send('GET', '/api/models/pets/__proto__', agent.cookie)).status).toBe(404);
  expect((await register()).body.code).toBe('model_exists');
  expect((await send('DELETE', '/api/models/pets', admin.cookie)).status).toBe(200);
  expect((await send('GET', '/api/models', agent.cookie)).body).toEqual({ models: [] });
});

test('a file that is not what its hash says is refused, and nothing is registered', async () => {
  answer = () => ({ ok: true, bytes: new TextEncoder().encode('something else') });
  const refused = await register();
  expect(refused).toMatchObject({ status: 422, body: { code: 'model_refused' } });
  expect((await send('GET', '/api/models', admin.cookie)).body).toEqual({ models: [] });
});

test('what must not be fetched is not registered; the reason is told', async () => {
  answer = () => ({ ok: false, code: 'address_forbidden' });
  const refused = await register();
  expect(refused).toMatchObject({ status: 502, body: { code: 'model_refused' } });
  expect(String(refused.body['detail'])).toContain('config.json: address_forbidden');
});

test.each([
  { url: 'http://hub.example/m' },
  { url: 'https://hub.example/m?x=1' },
  { name: '../pets' },
  { files: {} },
  { files: { '../../etc/passwd': hashOf('x') } },
  { files: { 'config.json': 'no hash' } },
  { head: 'image' },
])('%j is refused before anything is fetched', async (over) => {
  expect((await register(over)).status).toBe(400);
  expect(asked).toEqual([]);
});
