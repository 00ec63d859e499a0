import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readConfig, type Config } from './config.ts';
import { silentLogger } from './log.ts';
import { startServer } from './start.ts';
import { spawnServer } from './testing/spawn-server.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'leadlight-start-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

function config(env: Record<string, string> = {}): Config {
  const read = readConfig({ PORT: '0', DATA_DIR: join(dataDir, 'data'), ...env });
  if (!read.ok) throw new Error(read.problems.join());
  return read.config;
}

test('a first start makes the admin, the secret and the database; the next one finds them', async () => {
  const first = await startServer(config(), silentLogger);
  expect(first.firstAdmin).toMatchObject({ email: 'admin@leadlight.local' });
  const signIn = await fetch(`${first.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: first.url },
    body: JSON.stringify(first.firstAdmin),
  });
  expect(signIn.status).toBe(200);
  const cookie = signIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const secret = statSync(join(dataDir, 'data', 'auth-secret'));
  expect(secret.mode & 0o777).toBe(0o600);
  await first.stop();
  const second = await startServer(config(), silentLogger);
  expect(second.firstAdmin).toBeNull();
  const me = await fetch(`${second.url}/api/me`, { headers: { cookie } });
  expect(await me.json()).toMatchObject({ role: 'admin', user: { email: 'admin@leadlight.local' } });
  await second.stop();
  expect(existsSync(join(dataDir, 'data', 'leadlight.lock'))).toBe(false);
});

test('a second server on the same data folder is refused', async () => {
  const first = await startServer(config(), silentLogger);
  await expect(startServer(config(), silentLogger)).rejects.toMatchObject({ code: 'database_locked' });
  await first.stop();
});

test('a start that fails gives the lock back', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => taken.once('listening', done));
  const PORT = String((taken.address() as AddressInfo).port);
  await expect(startServer(config({ PORT }), silentLogger)).rejects.toMatchObject({ code: 'EADDRINUSE' });
  taken.close();
  await (await startServer(config(), silentLogger)).stop();
});

test('a secret file that was cut short is not used', async () => {
  await (await startServer(config(), silentLogger)).stop();
  writeFileSync(join(dataDir, 'data', 'auth-secret'), 'short');
  await expect(startServer(config(), silentLogger)).rejects.toThrow(/too short/);
});

test('an open event stream does not keep the server from stopping', async () => {
  const admin = { LEADLIGHT_ADMIN_PASSWORD: 'correct horse battery' };
  const server = await startServer(config({ ...admin, HOST: '0.0.0.0' }), silentLogger);
  expect(server.url).toMatch(/^http:\/\/localhost:\d+$/);
  const signIn = await fetch(`${server.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(server.firstAdmin),
  });
  const cookie = signIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const events = await fetch(`${server.url}/events`, { headers: { cookie } });
  expect(events.status).toBe(200);
  await server.stop();
  await events.body?.cancel().catch(() => undefined);
});

test(
  'a server process prints its address, stops on SIGTERM and starts again on its data',
  { timeout: 30_000 },
  async () => {
    const server = await spawnServer();
    try {
      expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
      expect(await server.stop()).toBe(0);
      await server.restart();
      expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    } finally {
      await server.dispose();
    }
  },
);

test('--help and a wrong environment end at once', { timeout: 30_000 }, () => {
  const main = fileURLToPath(new URL('./main.ts', import.meta.url));
  const help = spawnSync(process.execPath, [main, '--help'], { encoding: 'utf8' });
  expect(help).toMatchObject({ status: 0, stdout: expect.stringContaining('GHL_WEBHOOK_PUBLIC_KEY') });
  const wrong = spawnSync(process.execPath, [main], { encoding: 'utf8', env: { ...process.env, PORT: 'x' } });
  expect(wrong).toMatchObject({ status: 2, stderr: expect.stringContaining('PORT: must be a number') });
});
