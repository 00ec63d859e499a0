import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { makeWebhookKey, type WebhookKey } from './sign-webhook.ts';
import { createTestDatabase, STORE } from './stores.ts';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));
const COMPILED = join(tmpdir(), 'leadlight-compiled');

export interface SpawnedServer {
  url: string;
  dataDir: string;
  /** The part of its environment that says where its data is. */
  env: Record<string, string>;
  admin: { email: string; password: string };
  key: WebhookKey;
  /** Posts a webhook signed with the test key (or with the signature given). */
  postWebhook(payload: object, signature?: string): Promise<Response>;
  /** SIGTERM, and waits for the end; the data stays. Returns the exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL, and waits for the end; the data stays. */
  kill(): Promise<void>;
  /** Starts again on the same data and, unless told otherwise, the same port. */
  restart(): Promise<void>;
  /** Kills the process when it runs and removes the data. */
  dispose(): Promise<void>;
}

export interface SpawnOptions {
  /** More environment variables, e.g. `WEB_ROOT`. */
  env?: Record<string, string>;
}

/** Starts a real server process on a free port with its own data, admin and webhook key, in the store of this run. */
export async function spawnServer(options: SpawnOptions = {}): Promise<SpawnedServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'leadlight-'));
  const key = makeWebhookKey();
  // Jobs of a killed process are taken over when their lease is over: soon, in tests.
  const database = STORE === 'postgres' ? { DATABASE_URL: await createTestDatabase(), JOB_LEASE_SECONDS: '2' } : {};
  const admin = { email: 'admin@leadlight.test', password: 'correct horse battery' };
  let port = '0';
  let child: ChildProcess | null = null;
  let url = '';

  async function start(): Promise<void> {
    const started = spawn(process.execPath, [MAIN], {
      env: {
        PATH: process.env['PATH'] ?? '',
        // Types are stripped and code is compiled once, not at every start.
        NODE_COMPILE_CACHE: COMPILED,
        PORT: port,
        HOST: '127.0.0.1',
        DATA_DIR: dataDir,
        GHL_WEBHOOK_PUBLIC_KEY: key.publicPem,
        LEADLIGHT_ADMIN_EMAIL: admin.email,
        LEADLIGHT_ADMIN_PASSWORD: admin.password,
        LOG_LEVEL: 'warn',
        // Loading a model takes what these tests want to measure; those that are about it say so.
        ANALYSIS_THREADS: '0',
        ...database,
        ...options.env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = started;
    url = await listeningUrl(started);
    port = new URL(url).port;
  }

  async function end(signal: NodeJS.Signals): Promise<number | null> {
    const running = child;
    if (running === null) return null;
    child = null;
    if (running.exitCode !== null || running.signalCode !== null) return running.exitCode;
    const gone = new Promise<number | null>((done) => running.once('exit', done));
    running.kill(signal);
    return gone;
  }

  await start();
  return {
    get url() {
      return url;
    },
    dataDir,
    env: { DATA_DIR: dataDir, ...database },
    admin,
    key,
    postWebhook(payload, signature) {
      const body = JSON.stringify(payload);
      const headers = { 'content-type': 'application/json', 'x-ghl-signature': signature ?? key.sign(body) };
      return fetch(`${url}/webhooks/ghl`, { method: 'POST', body, headers });
    },
    stop: () => end('SIGTERM'),
    async kill() {
      await end('SIGKILL');
    },
    restart: start,
    async dispose() {
      await end('SIGKILL');
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Resolves with the `listening <url>` line; rejects with what the process complained of when it ends first. */
function listeningUrl(child: ChildProcess): Promise<string> {
  return new Promise((done, fail) => {
    let complaint = '';
    child.stderr?.on('data', (chunk: Buffer) => (complaint = (complaint + chunk.toString()).slice(-4000)));
    child.once('error', fail);
    child.once('exit', (code) => fail(new Error(`The server ended with ${code}: ${complaint}`)));
    if (child.stdout === null) return;
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('listening ')) done(line.slice('listening '.length));
    });
  });
}
