import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createAlerts } from '../alerts/alerts.ts';
import type { SendMail } from '../alerts/email-job.ts';
import type { Vapid } from '../alerts/push-job.ts';
import type { AnalysisPool } from '../analysis/analysis-pool.ts';
import { analyseLeadJob } from '../analysis/analyse-lead-job.ts';
import { ANALYSE_JOB, queueAnalysis } from '../analysis/queue-analysis.ts';
import { createApp } from '../app.ts';
import type { AuditEvent } from '../auth/audit.ts';
import { createAuth, type User } from '../auth/auth.ts';
import { createGhl } from '../ghl/ghl.ts';
import type { OauthApp } from '../ghl/oauth.ts';
import { createLimits, DEFAULT_LIMITS, type LimitConfig } from '../http/rate-limit.ts';
import { createSafeFetch, type SafeFetch } from '../http/safe-fetch.ts';
import { createSafePost, type SafePost } from '../http/safe-post.ts';
import { startJobRunner, type JobHandler } from '../jobs/runner.ts';
import { silentLogger, type Logger } from '../log.ts';
import { appendAudit } from '../storage/audit-log.ts';
import { ErasureList } from '../privacy/erasure-list.ts';
import { putMember } from '../storage/members.ts';
import { modelFilesIn } from '../storage/model-files.ts';
import type { Role } from '../storage/schema.ts';
import { insertTenant } from '../storage/tenants.ts';
import { createPokes } from '../sync/pokes.ts';
import { openTestStore, type TestStore } from './stores.ts';
import { makeWebhookKey } from './sign-webhook.ts';

export const TENANT = 'tenant-1';
const PASSWORD = 'correct horse battery';

export interface TestServerOptions {
  webRoot?: string;
  logger?: Logger;
  keepAliveMillis?: number;
  /** The clock, where something else shares it. */
  time?: { now: number };
  /** A CRM to talk to; without one nothing is called. */
  ghl?: { apiUrl: string; oauthApp: OauthApp | null };
  limits?: Partial<LimitConfig>;
  safeFetch?: SafeFetch;
  ghlSharedSecret?: string;
  frameAncestors?: string[];
  /** Analyses leads; without it none is queued. */
  pool?: Pick<AnalysisPool, 'analyse'>;
  vapid?: Vapid;
  sendMail?: SendMail;
  safePost?: SafePost;
  /** Instead of a new one. */
  store?: TestStore;
}

export type TestServer = Awaited<ReturnType<typeof createTestServer>>;

/** A salted hash that costs nothing: the real one takes most of the time of a test (`start.test.ts` has the real one). */
const quickPasswords = {
  hash: (password: string) => Promise.resolve(quickHash(randomUUID(), password)),
  verify: ({ hash, password }: { hash: string; password: string }) =>
    Promise.resolve(hash === quickHash(hash.split(':')[0] ?? '', password)),
};
const quickHash = (salt: string, password: string) =>
  `${salt}:${createHash('sha256').update(`${salt} ${password}`).digest('hex')}`;

/** The whole application in this process on a database of its own, with one tenant and a clock that tests set. */
export async function createTestServer(options: TestServerOptions = {}) {
  const store = options.store ?? (await openTestStore());
  const { storage, db } = store;
  const logger = options.logger ?? silentLogger;
  const time = options.time ?? { now: Date.parse('2026-11-01T12:00:00.000Z') };
  const clock = () => time.now;
  const ids = () => randomUUID();
  const pokes = createPokes();
  const key = makeWebhookKey();
  const audited: AuditEvent[] = [];
  const modelFolder = join(tmpdir(), `leadlight-models-${ids()}`);
  const modelFiles = modelFilesIn(modelFolder);
  const erasures = new ErasureList(modelFolder);
  const secret = 'a secret that is only used in tests, and long enough';
  const auth = createAuth({ storage, secret, secure: false, publicUrl: null, logger, passwords: quickPasswords });
  await insertTenant(db, {
    id: TENANT,
    name: 'Team',
    rev: 0,
    min_rev: 0,
    epoch: 'epoch-1',
    created_at: time.now,
  });
  // Calls to the CRM run when a test says so.
  const wakeCalls = () => undefined;
  const fieldKeys = [{ kid: 'test', key: new Uint8Array(32).fill(1) }];
  const quick = { timeoutMillis: 3000, backOffMillis: 1 };
  const leadsChanged = options.pool && queueAnalysis;
  const alerts = createAlerts({
    storage,
    clock,
    ids,
    fieldKeys,
    safePost: options.safePost ?? createSafePost(),
    vapid: options.vapid ?? null,
    sendMail: options.sendMail ?? null,
    publicUrl: null,
  });
  const ghl = createGhl(
    { storage, pokes, clock, ids, logger, sleep: () => sleep(1), wakeCalls, leadsChanged },
    { apiUrl: 'http://127.0.0.1:1', oauthApp: null, ...options.ghl, ...quick, fieldKeys, secret },
  );
  const queue = { storage, clock, ids, random: () => 0.5, logger };
  const jobs = startJobRunner({ ...queue, handlers: ghl.eventHandlers });
  const app = createApp({
    storage,
    auth,
    pokes,
    redis: null,
    clock,
    ids,
    logger,
    audit: (db, event) => {
      audited.push(event);
      return appendAudit(db, event);
    },
    erasures,
    limits: createLimits({ ...DEFAULT_LIMITS, ...options.limits }),
    safeFetch: options.safeFetch ?? createSafeFetch(),
    modelFiles,
    makeToken: () => randomBytes(32).toString('base64url'),
    config: {
      publicUrl: null,
      secure: false,
      keepAliveMillis: options.keepAliveMillis ?? 25_000,
      ghlSharedSecret: options.ghlSharedSecret ?? null,
      frameAncestors: options.frameAncestors ?? [],
    },
    ghlPublicKey: key.publicKey,
    ghl,
    alerts,
    leadsChanged,
    afterEdit: ghl.afterEdit,
    webRoot: options.webRoot ?? '/nonexistent',
    wakeJobs: () => jobs.wake(),
    wakeCalls,
    wakeSending: () => undefined,
    addressOf: (c) => c.req.header('x-test-address') ?? '192.0.2.1',
  });

  async function drain(handlers: Readonly<Record<string, JobHandler>>): Promise<void> {
    const runner = startJobRunner({ ...queue, handlers });
    await runner.drain();
    await runner.stop();
  }

  async function drainAnalyses(): Promise<void> {
    const { pool } = options;
    if (pool === undefined) throw new Error('The test server was made without a pool.');
    const { afterAnalysis } = alerts;
    await drain({
      [ANALYSE_JOB]: analyseLeadJob({ storage, pokes, clock, ids, pool, version: 'test', afterAnalysis, wakeCalls }),
    });
  }

  /** Signs in with a password; returns the cookie. */
  async function signIn(email: string, password = PASSWORD): Promise<string> {
    const response = await app.request('/api/auth/sign-in/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'http://localhost' },
      body: JSON.stringify({ email, password }),
    });
    if (response.status !== 200) throw new Error(`Sign-in answered ${response.status}: ${await response.text()}`);
    return response.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
  }

  return {
    app,
    signIn,
    storage,
    /** Sees every tenant. */
    db,
    auth,
    pokes,
    /** Events that went to the audit log. */
    audited,
    modelFiles,
    erasures,
    key,
    jobs,
    ghl,
    alerts,
    leadsChanged,
    time,
    clock,
    ids,
    /** Works off the calls to the CRM that are due. */
    drainCalls: () => drain(ghl.callHandlers),
    drainAnalyses,
    /** Works off the analyses that are due, then what is to be sent. */
    async drainAlerts(): Promise<void> {
      await drainAnalyses();
      await drain({ ...alerts.alertHandlers, ...alerts.webhookHandlers });
    },
    /** Makes a member with an account and signs in; returns the user and the cookie. */
    async signedIn(role: Role, tenantId: string | null = TENANT): Promise<{ user: User; cookie: string }> {
      const email = `${role}-${ids()}@leadlight.test`;
      const id = await auth.putAccount({ email, name: role, password: PASSWORD });
      if (tenantId !== null) await putMember(db, tenantId, id, role);
      return { user: { id, name: role, email }, cookie: await signIn(email) };
    },
    /** Posts a webhook with a good signature, or with the one given (null for none). */
    async postWebhook(payload: unknown, signature?: string | null): Promise<Response> {
      const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
      const value = signature === undefined ? key.sign(body) : signature;
      const headers = { 'content-type': 'application/json', ...(value === null ? {} : { 'x-ghl-signature': value }) };
      return app.request('/webhooks/ghl', { method: 'POST', body, headers });
    },
    async close() {
      await jobs.stop();
      rmSync(modelFolder, { recursive: true, force: true });
      await store.close();
    },
  };
}
