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
      jobLeaseMillis: 60_000,
      publicUrl: null,
      tls: null,
      authSecret: null,
      admin: { email: 'admin@leadlight.local', password: null },
      logLevel: 'info',
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
    AUTH_SECRET: 's'.repeat(32),
    GHL_WEBHOOK_PUBLIC_KEY: '-----BEGIN PUBLIC KEY-----\\nabc\\n-----END PUBLIC KEY-----',
    WEB_ROOT: '/web',
    DATABASE_URL: 'postgres://u:p@db/leads',
    DATABASE_POOL_SIZE: '20',
    JOB_LEASE_SECONDS: '5',
  });
  expect(read).toMatchObject({
    config: {
      port: 0,
      publicUrl: 'https://leads.example.com',
      tls: { certFile: 'a', keyFile: 'b' },
      admin: { email: 'me@example.com', password: 'long enough' },
      database: { url: 'postgres://u:p@db/leads', poolSize: 20 },
      jobLeaseMillis: 5000,
      ghlWebhookPublicKey: '-----BEGIN PUBLIC KEY-----\nabc\n-----END PUBLIC KEY-----',
      webRoot: '/web',
    },
  });
});

test.each([
  [{ PORT: 'http' }, 'PORT: must be a number'],
  [{ PORT: '70000' }, 'PORT: is not valid'],
  [{ PUBLIC_URL: 'leads.example.com' }, 'PUBLIC_URL: must begin with http:// or https://'],
  [{ AUTH_SECRET: 'short' }, 'AUTH_SECRET: must have 32 characters or more'],
  [{ LEADLIGHT_ADMIN_PASSWORD: 'short' }, 'LEADLIGHT_ADMIN_PASSWORD: must have 10 characters or more'],
  [{ DATABASE_URL: 'mysql://db' }, 'DATABASE_URL: must begin with postgres://'],
  [{ DATABASE_POOL_SIZE: '1' }, 'DATABASE_POOL_SIZE: must be 2 or more'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL: is not valid'],
  [{ GHL_WEBHOOK_PUBLIC_KEY: 'key' }, 'GHL_WEBHOOK_PUBLIC_KEY: must be a PEM public key'],
  [{ TLS_CERT: 'a' }, 'TLS_CERT and TLS_KEY must be given together'],
])('%j is refused by name and without its value', (env, problem) => {
  const read = readConfig(env);
  if (read.ok) throw new Error('accepted');
  expect(read.problems).toContain(problem);
});

test('the help lists every variable that the configuration reads', () => {
  const source = readFileSync(new URL('./config.ts', import.meta.url), 'utf8');
  const read = new Set([...source.matchAll(/\be\.([A-Z_]+)/g)].map((match) => match[1]));
  for (const name of read) expect(helpText()).toContain(`  ${name} `);
  expect(read.size).toBe(15);
});
