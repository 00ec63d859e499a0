import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chooseEncoding } from '../http/static-files.ts';
import { createTestServer, type TestServer } from '../testing/test-server.ts';

let folder: string;
let server: TestServer;
const SCRIPT = 'console.log("leadlight");\n'.repeat(50);
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'leadlight-web-'));
  const root = join(folder, 'web');
  mkdirSync(join(root, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(root, 'index.html'), '<!doctype html><title>Leadlight</title>');
  writeFileSync(join(root, 'service-worker.js'), SCRIPT);
  writeFileSync(join(root, 'manifest.webmanifest'), '{}');
  writeFileSync(join(root, '.hidden'), 'x');
  writeFileSync(join(root, 'assets', 'app-abc123.js'), SCRIPT);
  writeFileSync(join(root, 'assets', 'icon-abc123.png'), 'png');
  writeFileSync(join(root, 'assets', 'ready-abc123.js'), 'not packed');
  writeFileSync(join(root, 'assets', 'ready-abc123.js.br'), 'packed before');
  server = await createTestServer({ webRoot: root });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});
const get = (path: string, headers: Record<string, string> = {}) => server.app.request(path, { headers });
const bytes = async (response: Response) => Buffer.from(await response.arrayBuffer());

test('files that carry a hash are kept for ever, all others are asked for again', async () => {
  const asset = await get('/assets/app-abc123.js');
  expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(asset.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  for (const path of ['/', '/index.html', '/service-worker.js', '/manifest.webmanifest']) {
    expect((await get(path)).headers.get('cache-control')).toBe('no-cache');
  }
});

test('text is sent compressed as the client likes it, again and again', async () => {
  for (let round = 0; round < 2; round++) {
    const br = await get('/service-worker.js', { 'accept-encoding': 'gzip, deflate, br' });
    expect(br.headers.get('content-encoding')).toBe('br');
    expect(br.headers.get('vary')).toBe('accept-encoding');
    expect(brotliDecompressSync(await bytes(br)).toString()).toBe(SCRIPT);
  }
  const gz = await get('/service-worker.js', { 'accept-encoding': 'gzip' });
  expect(gunzipSync(await bytes(gz)).toString()).toBe(SCRIPT);
  const plain = await get('/service-worker.js');
  expect(plain.headers.get('content-encoding')).toBeNull();
  expect(await plain.text()).toBe(SCRIPT);
});

test('a file compressed by the build is taken as it is, and images are not compressed', async () => {
  const ready = await get('/assets/ready-abc123.js', { 'accept-encoding': 'br' });
  expect((await bytes(ready)).toString()).toBe('packed before');
  const image = await get('/assets/icon-abc123.png', { 'accept-encoding': 'br' });
  expect(image.headers.get('content-encoding')).toBeNull();
});

test('an unchanged file is not sent again, a changed one is', async () => {
  const first = await get('/service-worker.js');
  const etag = first.headers.get('etag') ?? '';
  const second = await get('/service-worker.js', { 'if-none-match': `"other", W/${etag}` });
  expect(second.status).toBe(304);
  expect(await second.text()).toBe('');
  writeFileSync(join(folder, 'web', 'service-worker.js'), `${SCRIPT}// new`);
  expect((await get('/service-worker.js', { 'if-none-match': etag })).status).toBe(200);
  writeFileSync(join(folder, 'web', 'service-worker.js'), SCRIPT);
});

test('a page address gets the app, a missing file does not', async () => {
  const page = await get('/leads/42', { accept: 'text/html,*/*' });
  expect(await page.text()).toContain('<title>Leadlight</title>');
  for (const path of ['/assets/missing.js', '/api/unknown', '/webhooks/other', '/leads/42', '/%E0%A4%A']) {
    const response = await get(path, path === '/leads/42' ? {} : { accept: 'text/html' });
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 'not_found' });
  }
});

test.each(['/../secret.txt', '/..%2fsecret.txt', '/assets/..%2f..%2fsecret.txt', '/%2e%2e/secret.txt', '/assets'])(
  'nothing outside the folder is reached by %s',
  async (path) => {
    const response = await get(path);
    expect(response.status).toBe(404);
  },
);

test('an address with a NUL is refused before a file is looked for', async () => {
  const response = await get('/x%00.js');
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ code: 'invalid_address' });
});

test('HEAD tells the size without the body', async () => {
  const response = await server.app.request('/index.html', { method: 'HEAD' });
  expect(response.headers.get('content-length')).toBe('39');
  expect(await response.text()).toBe('');
});

test('an unknown method on an unknown path is a problem like any other', async () => {
  const response = await server.app.request('/nowhere', { method: 'DELETE' });
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(response.status).toBe(404);
});

test('before the web app is built the page says so', async () => {
  const bare = await createTestServer();
  const response = await bare.app.request('/');
  expect(await response.json()).toMatchObject({ status: 503, code: 'web_not_built' });
  await bare.close();
});

test.each(['/', '/healthz', '/api/unknown', '/sync', '/api/auth/get-session', '/assets/app-abc123.js'])(
  'every response carries the security headers: %s',
  async (path) => {
    const { headers } = await get(path);
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
    expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'/);
  },
);

test.each([
  ['', 'identity'],
  ['gzip', 'gzip'],
  ['br;q=0, gzip;q=0.5', 'gzip'],
  ['BR', 'br'],
  ['deflate', 'identity'],
])('of %j the server chooses %s', (header, encoding) => {
  expect(chooseEncoding(header)).toBe(encoding);
});
