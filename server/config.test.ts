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
    AUTH_SECRET: 's'.repeat(32),
    GHL_WEBHOOK_PUBLIC_KEY: '-----BEGIN PUBLIC KEY-----\\nabc\\n-----END PUBLIC KEY-----',
    WEB_ROOT: '/web',
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
      ghlWebhookPublicKey: '-----BEGIN PUBLIC KEY-----\nabc\n-----END PUBLIC KEY-----',
      webRoot: '/web',
      ghl: {
        apiUrl: 'http://127.0.0.1:1234',
        oauthApp: { clientId: 'app', clientSecret: 'shh', authorizeUrl: 'https://crm.example.com/choose' },
      },
      fieldKeys: [{ kid: 'k' }],
    },
  });
});

test.each([
  [{ PORT: 'http' }, 'PORT: must be a number'],
  [{ PORT: '70000' }, 'PORT: is not valid'],
  [{ PUBLIC_URL: 'leads.example.com' }, 'PUBLIC_URL: must begin with http:// or https://'],
  [{ AUTH_SECRET: 'short' }, 'AUTH_SECRET: must have 32 characters or more'],
  [{ LEADLIGHT_ADMIN_PASSWORD: 'short' }, 'LEADLIGHT_ADMIN_PASSWORD: must have 10 characters or more'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL: is not valid'],
  [{ GHL_WEBHOOK_PUBLIC_KEY: 'key' }, 'GHL_WEBHOOK_PUBLIC_KEY: must be a PEM public key'],
  [{ FIELD_KEYS: 'k:short' }, 'FIELD_KEYS: must be name:base64 of 32 bytes, comma-separated'],
  [{ GHL_API_URL: 'http://crm.example.com' }, 'GHL_API_URL: must begin with https://'],
  [{ GHL_CLIENT_ID: 'a' }, 'GHL_CLIENT_ID and GHL_CLIENT_SECRET must be given together'],
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
  expect(read.size).toBe(17);
});
