import { createPublicKey, randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { serve, type ServerType } from '@hono/node-server';
import { getConnInfo } from '@hono/node-server/conninfo';
import { createApp } from './app.ts';
import { createAuth } from './auth/auth.ts';
import { authSecretIn } from './auth/auth-secret.ts';
import { ensureFirstAdmin } from './auth/first-admin.ts';
import type { Config } from './config.ts';
import { createGhl } from './ghl/ghl.ts';
import { startJobRunner } from './jobs/runner.ts';
import type { Logger } from './log.ts';
import { releaseLeases } from './storage/jobs.ts';
import { fieldKeysIn } from './storage/field-cipher.ts';
import { takeLock } from './storage/lock-file.ts';
import { openSqlite, type Storage } from './storage/storage.ts';
import { createPokes } from './sync/pokes.ts';

const DEFAULT_WEB_ROOT = fileURLToPath(new URL('../dist/web', import.meta.url));
/** Requests get this long to end when the server stops. */
const GRACE_MILLIS = 1500;

export interface RunningServer {
  /** Where it listens. */
  url: string;
  /** The admin's sign-in when this start made the account. */
  firstAdmin: { email: string; password: string } | null;
  /** Ends requests and jobs, closes the database and gives the lock back. */
  stop(): Promise<void>;
}

/** Starts everything that the configuration asks for. Throws LockedError when another server has the data folder. */
export async function startServer(config: Config, logger: Logger): Promise<RunningServer> {
  const dataDir = resolve(config.dataDir);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const releaseLock = await takeLock(join(dataDir, 'leadlight.lock'));
  let storage: Storage | undefined;
  try {
    storage = await openSqlite(join(dataDir, 'leadlight.db'));
    return await startOn(storage, config, dataDir, logger, releaseLock);
  } catch (error) {
    await storage?.close();
    releaseLock();
    throw error;
  }
}

async function startOn(
  storage: Storage,
  config: Config,
  dataDir: string,
  logger: Logger,
  releaseLock: () => void,
): Promise<RunningServer> {
  const clock = Date.now;
  const ids = () => randomUUID();
  const secure = config.tls !== null || (config.publicUrl?.startsWith('https:') ?? false);
  const secret = config.authSecret ?? authSecretIn(dataDir, () => randomBytes(32).toString('base64url'));
  const auth = createAuth({ storage, secret, secure, publicUrl: config.publicUrl, logger });
  const makePassword = () => randomBytes(15).toString('base64url');
  const firstAdmin = await ensureFirstAdmin({ storage, auth, clock, ids, makePassword }, config.admin);
  const pokes = createPokes();
  // The lock file says that nobody else works on this queue.
  await releaseLeases(storage.db);
  const fieldKeys = config.fieldKeys ?? fieldKeysIn(dataDir);
  const wakeCalls = () => calls.wake();
  const ghl = createGhl(
    { storage, pokes, clock, ids, logger, sleep: (millis) => sleep(millis), wakeCalls },
    { ...config.ghl, fieldKeys, secret },
  );
  await ghl.start();
  // Two queues: a CRM that is slow to answer must not hold up what it sends.
  const queue = { storage, clock, ids, random: Math.random, logger };
  const calls = startJobRunner({ ...queue, handlers: ghl.callHandlers });
  const jobs = startJobRunner({ ...queue, handlers: ghl.eventHandlers });
  const app = createApp({
    storage,
    auth,
    pokes,
    clock,
    ids,
    logger,
    config: { publicUrl: config.publicUrl, secure, keepAliveMillis: 25_000 },
    ghlPublicKey: createPublicKey(config.ghlWebhookPublicKey),
    ghl,
    afterEdit: ghl.afterEdit,
    webRoot: config.webRoot === null ? DEFAULT_WEB_ROOT : resolve(config.webRoot),
    wakeJobs: () => jobs.wake(),
    wakeCalls,
    addressOf: (c) => getConnInfo(c).remote.address,
  });
  const { server, port } = await listen(app.fetch, config).catch(async (error: unknown) => {
    await Promise.all([jobs.stop(), calls.stop()]);
    throw error;
  });
  return {
    url: urlOf(config, port),
    firstAdmin,
    async stop() {
      await close(server);
      await Promise.all([jobs.stop(), calls.stop()]);
      await storage.close();
      releaseLock();
    },
  };
}

function listen(fetch: Parameters<typeof serve>[0]['fetch'], config: Config) {
  const tls = config.tls && {
    createServer: createHttpsServer,
    serverOptions: { cert: readFileSync(config.tls.certFile), key: readFileSync(config.tls.keyFile) },
  };
  return new Promise<{ server: ServerType; port: number }>((done, fail) => {
    const options = { fetch, port: config.port, hostname: config.host, ...tls };
    const server = serve(options, (info: AddressInfo) => done({ server, port: info.port }));
    server.once('error', fail);
  });
}

function close(server: ServerType): Promise<void> {
  return new Promise((done) => {
    // Event streams never end by themselves.
    const cut = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), GRACE_MILLIS);
    server.close(() => {
      clearTimeout(cut);
      done();
    });
    if ('closeIdleConnections' in server) server.closeIdleConnections();
  });
}

function urlOf(config: Config, port: number): string {
  const host = config.host === '0.0.0.0' || config.host === '::' ? 'localhost' : config.host;
  return `${config.tls === null ? 'http' : 'https'}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
