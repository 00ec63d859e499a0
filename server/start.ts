import { createPublicKey, randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { serve, type ServerType } from '@hono/node-server';
import { getConnInfo } from '@hono/node-server/conninfo';
import { createAlerts } from './alerts/alerts.ts';
import { smtpMail } from './alerts/email-job.ts';
import { startAnalysis } from './analysis/analysis.ts';
import { queueAnalysis } from './analysis/queue-analysis.ts';
import { createApp } from './app.ts';
import { databaseAnalysisCache } from './cache/database-analysis-cache.ts';
import { connectRedis } from './cache/redis.ts';
import { redisAnalysisCache } from './cache/redis-analysis-cache.ts';
import { redisPokes } from './cache/redis-pokes.ts';
import { createAuth } from './auth/auth.ts';
import { authSecretIn } from './auth/auth-secret.ts';
import { ensureFirstAdmin } from './auth/first-admin.ts';
import type { Config } from './config.ts';
import { createGhl } from './ghl/ghl.ts';
import { clientAddress } from './http/client-address.ts';
import { createLimits } from './http/rate-limit.ts';
import { createSafeFetch } from './http/safe-fetch.ts';
import { createSafePost } from './http/safe-post.ts';
import { startJobRunner } from './jobs/runner.ts';
import type { Logger } from './log.ts';
import { fieldKeysOf } from './privacy/field-keys.ts';
import { createRetention } from './privacy/retention-job.ts';
import { ErasureList } from './privacy/erasure-list.ts';
import { appendAudit } from './storage/audit-log.ts';
import { createFieldCipher } from './storage/field-cipher.ts';
import { personCodec } from './storage/person-codec.ts';
import { releaseLeases } from './storage/jobs.ts';
import { modelFilesIn } from './storage/model-files.ts';
import { openStorage } from './storage/open-storage.ts';
import { passesWalls } from './storage/postgres.ts';
import { postgresPokes } from './storage/postgres-pokes.ts';
import type { Storage } from './storage/storage.ts';
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
  const codec = personCodec(createFieldCipher(fieldKeysOf(config)));
  const { storage, release } = await openStorage(config, codec);
  try {
    return await startOn(storage, config, dataDir, logger, release);
  } catch (error) {
    await release();
    throw error;
  }
}

async function startOn(
  storage: Storage,
  config: Config,
  dataDir: string,
  logger: Logger,
  release: () => Promise<void>,
): Promise<RunningServer> {
  const clock = Date.now;
  const ids = () => randomUUID();
  const secure = config.tls !== null || (config.publicUrl?.startsWith('https:') ?? false);
  const secret = config.authSecret ?? authSecretIn(dataDir, () => randomBytes(32).toString('base64url'));
  const auth = createAuth({ storage, secret, secure, publicUrl: config.publicUrl, logger });
  const makePassword = () => randomBytes(15).toString('base64url');
  const firstAdmin = await ensureFirstAdmin({ storage, auth, clock, ids, makePassword }, config.admin);
  const redis = config.redis === null ? null : await connectRedis({ ...config.redis, logger });
  const listener = config.database === null || redis !== null ? null : postgresPokes(config.database.url);
  const pokes = createPokes(redis === null ? (listener ?? undefined) : redisPokes(redis));
  const closeCarriers = async () => {
    await listener?.close();
    await redis?.close();
  };
  // The lock file says that nobody else works on this queue.
  if (storage.dialect === 'sqlite') await releaseLeases(storage.db);
  else if (await passesWalls(storage)) {
    logger.warn({}, 'the database role passes row-level security: give the server a role that is no superuser');
  }
  if (storage.dialect === 'postgres' && config.fieldKeys === null) {
    logger.warn(
      {},
      'FIELD_KEYS is not set: other servers on this database cannot read the CRM access that this one stores',
    );
  }
  const fieldKeys = fieldKeysOf(config);
  const erasures = new ErasureList(dataDir);
  await erasures.catchUp(storage);
  const wakeCalls = () => calls.wake();
  const leadsChanged = config.analysisThreads === 0 ? undefined : queueAnalysis;
  const ghl = createGhl(
    { storage, pokes, clock, ids, logger, sleep: (millis) => sleep(millis), wakeCalls, leadsChanged },
    { ...config.ghl, fieldKeys, secret },
  );
  await ghl.start();
  const retention = createRetention({ storage, pokes, clock, ids, audit: appendAudit, erasures });
  await retention.start();
  const alerts = createAlerts({
    storage,
    clock,
    ids,
    fieldKeys,
    safePost: createSafePost(),
    vapid: config.vapid,
    sendMail: config.smtp === null ? null : smtpMail(config.smtp),
    publicUrl: config.publicUrl,
  });
  await alerts.start();
  // Two queues: a CRM that is slow to answer must not hold up what it sends.
  const queue = { storage, clock, ids, random: Math.random, logger, leaseMillis: config.jobLeaseMillis };
  const calls = startJobRunner({ ...queue, handlers: ghl.callHandlers });
  const jobs = startJobRunner({ ...queue, handlers: { ...ghl.eventHandlers, ...retention.handlers } });
  const sending = [alerts.alertHandlers, alerts.webhookHandlers]
    .filter((handlers) => Object.keys(handlers).length > 0)
    .map((handlers) => startJobRunner({ ...queue, handlers }));
  const cache =
    redis === null ? databaseAnalysisCache({ storage, clock, logger }) : redisAnalysisCache({ redis, clock });
  const analysis = await startAnalysis({
    ...queue,
    pokes,
    cache,
    secret,
    threads: config.analysisThreads,
    afterAnalysis: alerts.afterAnalysis,
    wakeCalls: () => [calls, ...sending].forEach((runner) => runner.wake()),
  });
  const stopWork = () => Promise.all([retention, jobs, calls, analysis, ...sending].map((work) => work.stop()));
  const app = createApp({
    storage,
    auth,
    pokes,
    redis,
    clock,
    ids,
    logger,
    audit: appendAudit,
    erasures,
    limits: createLimits(config.limits),
    safeFetch: createSafeFetch(),
    modelFiles: modelFilesIn(join(dataDir, 'models')),
    makeToken: () => randomBytes(32).toString('base64url'),
    config: {
      publicUrl: config.publicUrl,
      secure,
      keepAliveMillis: 25_000,
      ghlSharedSecret: config.ghl.sharedSecret,
      frameAncestors: config.ghl.frameAncestors,
    },
    ghlPublicKey: createPublicKey(config.ghlWebhookPublicKey),
    ghl,
    alerts,
    leadsChanged,
    afterEdit: ghl.afterEdit,
    webRoot: config.webRoot === null ? DEFAULT_WEB_ROOT : resolve(config.webRoot),
    wakeJobs: () => jobs.wake(),
    wakeCalls,
    wakeSending: () => sending.forEach((runner) => runner.wake()),
    addressOf: (c) =>
      clientAddress(getConnInfo(c).remote.address, c.req.header('x-forwarded-for'), config.trustedProxies),
  });
  const { server, port } = await listen(app.fetch, config).catch(async (error: unknown) => {
    await stopWork();
    await closeCarriers();
    throw error;
  });
  return {
    url: urlOf(config, port),
    firstAdmin,
    async stop() {
      await close(server);
      await stopWork();
      await closeCarriers();
      await release();
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
