import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { helpText, readConfig } from './config.ts';

test('an empty environment gives a server for this machine only', () => {
  expect(readConfig({ PORT: '', UNRELATED: 'x' })).toMatchObject({
    ok: true,
    config: {
      port: 4600,
      host: '127.0.0.1',
      dataDir: './data',
      database: null,
      redis: null,
      jobLeaseMillis: 60_000,
      publicUrl: null,
      tls: null,
      authSecret: null,
      admin: { email: 'admin@leadlight.local', password: null },
      logLevel: 'info',
      ghl: { apiUrl: 'https://services.leadconnectorhq.com', oauthApp: null },
      fieldKeys: null,
    },
  });
});

test('every variable is taken', () => {
  const read = readConfig({
    PORT: '0',
    PUBLIC_URL: 'https://leads.example.com/path',
    TLS_CERT: 'a',
    TLS_KEY: 'b',
    LEADLIGHT_ADMIN_EMAIL: 'Me@Example.com',
    LEADLIGHT_ADMIN_PASSWORD: 'long enough',
    AUTH_SECRET: 'q0Vd7bTzR2mXw9LkYc4hNs6JpGfAe1Ui',
    GHL_WEBHOOK_PUBLIC_KEY: '-----BEGIN PUBLIC KEY-----\\nabc\\n-----END PUBLIC KEY-----',
    WEB_ROOT: '/web',
    DATABASE_URL: 'postgres://u:p@db/leads',
    DATABASE_POOL_SIZE: '20',
    REDIS_URL: 'redis://cache:6379',
    JOB_LEASE_SECONDS: '5',
    GHL_SHARED_SECRET: '7d1f4c0e-93ab-4f6e-8a52-6b0c9d3e1f27',
    GHL_FRAME_ANCESTORS: 'https://app.gohighlevel.com, https://*.crm.example.com',
    TRUSTED_PROXIES: '10.0.0.0/8 ::1',
    RATE_LIMIT_ADDRESS: '10',
    RATE_LIMIT_ACCOUNT: '20',
    RATE_LIMIT_TENANT: '30',
    ANALYSIS_THREADS: '3',
    SMTP_URL: 'smtps://user:secret@mail.example.com:465',
    SMTP_FROM: 'Leadlight <alerts@example.com>',
    VAPID_PUBLIC_KEY: 'B'.repeat(87),
    VAPID_PRIVATE_KEY: 'k'.repeat(43),
    VAPID_SUBJECT: 'mailto:it@example.com',
    RATE_LIMIT_API_KEY: '40',
    GHL_CLIENT_ID: 'app',
    GHL_CLIENT_SECRET: 'shh',
    GHL_AUTHORIZE_URL: 'https://crm.example.com/choose',
    GHL_API_URL: 'http://127.0.0.1:1234',
    FIELD_KEYS: `k:${Buffer.alloc(32).toString('base64')}`,
  });
  expect(read).toMatchObject({
    config: {
      port: 0,
      publicUrl: 'https://leads.example.com',
      tls: { certFile: 'a', keyFile: 'b' },
      admin: { email: 'me@example.com', password: 'long enough' },
      database: { url: 'postgres://u:p@db/leads', poolSize: 20 },
      redis: { url: 'redis://cache:6379', poolSize: 10 },
      analysisThreads: 3,
      smtp: { from: 'Leadlight <alerts@example.com>' },
      vapid: { subject: 'mailto:it@example.com' },
      jobLeaseMillis: 5000,
      ghlWebhookPublicKey: '-----BEGIN PUBLIC KEY-----\nabc\n-----END PUBLIC KEY-----',
      webRoot: '/web',
      ghl: {
        apiUrl: 'http://127.0.0.1:1234',
        oauthApp: { clientId: 'app', clientSecret: 'shh', authorizeUrl: 'https://crm.example.com/choose' },
        sharedSecret: '7d1f4c0e-93ab-4f6e-8a52-6b0c9d3e1f27',
        frameAncestors: ['https://app.gohighlevel.com', 'https://*.crm.example.com'],
      },
      limits: { address: 10, account: 20, tenant: 30, apiKey: 40 },
      fieldKeys: [{ kid: 'k' }],
    },
  });
  if (!read.ok) throw new Error('refused');
  expect(read.config.trustedProxies.check('10.1.2.3', 'ipv4')).toBe(true);
  expect(read.config.trustedProxies.check('11.1.2.3', 'ipv4')).toBe(false);
});

test.each([
  [{ PORT: 'http' }, 'PORT: must be a number'],
  [{ PORT: '70000' }, 'PORT: is not valid'],
  [{ PUBLIC_URL: 'leads.example.com' }, 'PUBLIC_URL: must begin with http:// or https://'],
  [{ AUTH_SECRET: 'short' }, 'AUTH_SECRET: must have 32 characters or more'],
  [{ LEADLIGHT_ADMIN_PASSWORD: 'short' }, 'LEADLIGHT_ADMIN_PASSWORD: must have 10 characters or more'],
  [{ DATABASE_URL: 'mysql://db' }, 'DATABASE_URL: must begin with postgres://'],
  [{ REDIS_URL: 'cache:6379' }, 'REDIS_URL: must begin with redis:// or rediss://'],
  [{ DATABASE_POOL_SIZE: '1' }, 'DATABASE_POOL_SIZE: must be 2 or more'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL: is not valid'],
  [{ GHL_WEBHOOK_PUBLIC_KEY: 'key' }, 'GHL_WEBHOOK_PUBLIC_KEY: must be a PEM public key'],
  [{ GHL_SHARED_SECRET: 'short' }, 'GHL_SHARED_SECRET: must have 16 characters or more'],
  [
    { GHL_FRAME_ANCESTORS: "https://a.example; script-src 'unsafe-inline'" },
    'GHL_FRAME_ANCESTORS: must be https origins',
  ],
  [{ GHL_FRAME_ANCESTORS: '*' }, 'GHL_FRAME_ANCESTORS: must be https origins'],
  [{ TRUSTED_PROXIES: '10.0.0.0/99' }, 'TRUSTED_PROXIES: must be IP addresses or ranges'],
  [{ RATE_LIMIT_TENANT: '0' }, 'RATE_LIMIT_TENANT: must be 1 or more'],
  [{ LEADLIGHT_ENV: 'staging' }, 'LEADLIGHT_ENV: must be production or development'],
  [{ AUTH_SECRET_FILE: '/nonexistent/secret' }, 'AUTH_SECRET_FILE: the file cannot be read'],
  [{ FIELD_KEYS: 'k:short' }, 'FIELD_KEYS: must be name:base64 of 32 bytes, comma-separated'],
  [{ GHL_API_URL: 'http://crm.example.com' }, 'GHL_API_URL: must begin with https://'],
  [{ GHL_CLIENT_ID: 'a' }, 'GHL_CLIENT_ID and GHL_CLIENT_SECRET must be given together'],
  [{ SMTP_URL: 'smtp://mail.example.com' }, 'SMTP_URL and SMTP_FROM must be given together'],
  [{ VAPID_SUBJECT: 'mailto:a@b.c' }, 'VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY and VAPID_SUBJECT must be given together'],
  [{ TLS_CERT: 'a' }, 'TLS_CERT and TLS_KEY must be given together'],
])('%j is refused by name and without its value', (env, problem) => {
  const read = readConfig(env);
  if (read.ok) throw new Error('accepted');
  expect(read.problems).toContain(problem);
});

test('secrets come from files, without their last line end, and not from both places', () => {
  const files: Record<string, string> = {
    '/run/auth': 'q0Vd7bTzR2mXw9LkYc4hNs6JpGfAe1Ui\n',
    '/run/db': 'postgres://u:p@db/x\n',
  };
  const readFile = (path: string) => files[path] ?? '';
  const env = { AUTH_SECRET_FILE: '/run/auth', DATABASE_URL_FILE: '/run/db' };
  expect(readConfig(env, readFile)).toMatchObject({
    config: { authSecret: 'q0Vd7bTzR2mXw9LkYc4hNs6JpGfAe1Ui', database: { url: 'postgres://u:p@db/x' } },
  });
  expect(readConfig({ ...env, AUTH_SECRET: 'another' }, readFile)).toMatchObject({
    problems: expect.arrayContaining(['AUTH_SECRET and AUTH_SECRET_FILE must not both be given']) as unknown,
  });
});

test.each([
  { AUTH_SECRET: 's'.repeat(64) },
  { AUTH_SECRET: 'change-me-change-me-change-me-change-me' },
  { AUTH_SECRET: 'my-super-secret-password-for-leadlight-1234567890' },
  { GHL_SHARED_SECRET: 'secretsecretsecret' },
  { LEADLIGHT_ADMIN_PASSWORD: 'password1234' },
  { LEADLIGHT_ADMIN_PASSWORD: 'aaaaaaaaaaaa' },
  { LEADLIGHT_ADMIN_PASSWORD: 'admin@leadlight.local' },
])('%j starts in development only', (env: Record<string, string>) => {
  const name = Object.keys(env)[0] ?? '';
  const refused = readConfig(env);
  if (refused.ok) throw new Error('accepted');
  expect(refused.problems).toHaveLength(1);
  expect(refused.problems[0]).toMatch(new RegExp(`^${name}: must`));
  expect(refused.problems[0]).not.toContain(env[name]);
  expect(readConfig({ ...env, LEADLIGHT_ENV: 'development' }).ok).toBe(true);
  expect(readConfig({ ...env, NODE_ENV: 'development' }).ok).toBe(true);
  expect(readConfig({ ...env, NODE_ENV: 'development', LEADLIGHT_ENV: 'production' }).ok).toBe(false);
});

test('the help lists every variable that the configuration reads', () => {
  const source = readFileSync(new URL('./config.ts', import.meta.url), 'utf8');
  const read = new Set([...source.matchAll(/\be\.([A-Z_]+)/g)].map((match) => match[1]));
  for (const name of read) expect(helpText()).toContain(`  ${name} `);
  const listed = [...helpText().matchAll(/^ {2}([A-Z_]+) /gm)].map(([, name]) => name);
  expect(listed.filter((name) => name !== 'LEADLIGHT_ENV').sort()).toEqual([...read].sort());
  expect(helpText()).toContain('  LEADLIGHT_ENV ');
  expect(helpText()).toContain('AUTH_SECRET_FILE');
});
