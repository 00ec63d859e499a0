import * as v from 'valibot';
import type { OauthApp } from './ghl/oauth.ts';
import { GHL_WEBHOOK_PUBLIC_KEY } from './ghl/webhook-public-key.ts';
import { parseFieldKeys, type FieldKey } from './storage/field-cipher.ts';

/** Every environment variable that the server reads, as `--help` lists them. */
const VARIABLES = {
  PORT: 'port to listen on; 0 takes a free one (default 4600)',
  HOST: 'address to listen on (default 127.0.0.1)',
  DATA_DIR: 'folder of the database, the lock file and the generated secret (default ./data)',
  WEB_ROOT: 'folder of the built web app (default dist/web of this installation)',
  PUBLIC_URL: 'where people reach the server, e.g. https://leads.example.com, when it stands behind a proxy',
  TLS_CERT: 'file with the TLS certificate chain (PEM); needs TLS_KEY',
  TLS_KEY: 'file with the TLS private key (PEM); needs TLS_CERT',
  AUTH_SECRET: 'secret that signs sessions, 32 characters or more (default: made on first start, kept in DATA_DIR)',
  LEADLIGHT_ADMIN_EMAIL: 'address of the admin made on first start (default admin@leadlight.local)',
  LEADLIGHT_ADMIN_PASSWORD: 'password of that admin, 10 characters or more (default: a random one, printed once)',
  GHL_WEBHOOK_PUBLIC_KEY: 'Ed25519 key (PEM) that signs GHL webhooks (default: the official one)',
  GHL_CLIENT_ID: 'client id of your GHL Marketplace app, to connect by OAuth; needs GHL_CLIENT_SECRET',
  GHL_CLIENT_SECRET: 'client secret of that app',
  GHL_AUTHORIZE_URL: 'where an admin chooses a location (default the official page; white-label ones differ)',
  GHL_API_URL: 'address of the GHL API (default https://services.leadconnectorhq.com)',
  FIELD_KEYS:
    'keys of encrypted fields, name:base64 of 32 bytes, comma-separated, the current one first (default: made on first start, kept in DATA_DIR)',
  LOG_LEVEL: 'trace, debug, info, warn, error or silent (default info); the log goes to stderr',
} as const;
type Variable = keyof typeof VARIABLES;

const optional = <T extends v.GenericSchema<string, unknown>>(schema: T) => v.optional(schema);
const Environment = v.object({
  PORT: v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,5}$/, 'must be a number'), v.transform(Number), v.maxValue(65535)),
    '4600',
  ),
  HOST: v.optional(v.string(), '127.0.0.1'),
  DATA_DIR: v.optional(v.string(), './data'),
  WEB_ROOT: optional(v.string()),
  PUBLIC_URL: optional(v.pipe(v.string(), v.regex(/^https?:\/\//, 'must begin with http:// or https://'), v.url())),
  TLS_CERT: optional(v.string()),
  TLS_KEY: optional(v.string()),
  AUTH_SECRET: optional(v.pipe(v.string(), v.minLength(32, 'must have 32 characters or more'))),
  LEADLIGHT_ADMIN_EMAIL: v.optional(
    v.pipe(v.string(), v.toLowerCase(), v.email('must be an e-mail address')),
    'admin@leadlight.local',
  ),
  LEADLIGHT_ADMIN_PASSWORD: optional(
    v.pipe(v.string(), v.minLength(10, 'must have 10 characters or more'), v.maxLength(200)),
  ),
  GHL_WEBHOOK_PUBLIC_KEY: v.optional(
    // One-line environment files write the line ends as \n.
    v.pipe(
      v.string(),
      v.transform((pem) => pem.replaceAll('\\n', '\n')),
      v.includes('BEGIN PUBLIC KEY', 'must be a PEM public key'),
    ),
    GHL_WEBHOOK_PUBLIC_KEY,
  ),
  GHL_CLIENT_ID: optional(v.string()),
  GHL_CLIENT_SECRET: optional(v.string()),
  GHL_AUTHORIZE_URL: v.optional(
    v.pipe(v.string(), v.regex(/^https:\/\//, 'must begin with https://'), v.url()),
    'https://marketplace.gohighlevel.com/oauth/chooselocation',
  ),
  GHL_API_URL: v.optional(
    v.pipe(v.string(), v.regex(/^(https:\/\/|http:\/\/127\.0\.0\.1[:/])/, 'must begin with https://'), v.url()),
    'https://services.leadconnectorhq.com',
  ),
  FIELD_KEYS: optional(
    v.pipe(
      v.string(),
      v.rawTransform(({ dataset, addIssue, NEVER }) => {
        const keys = parseFieldKeys(dataset.value);
        if (keys !== null) return keys;
        addIssue({ message: 'must be name:base64 of 32 bytes, comma-separated' });
        return NEVER;
      }),
    ),
  ),
  LOG_LEVEL: v.optional(v.picklist(['trace', 'debug', 'info', 'warn', 'error', 'silent']), 'info'),
});

export interface Config {
  port: number;
  host: string;
  dataDir: string;
  webRoot: string | null;
  publicUrl: string | null;
  tls: { certFile: string; keyFile: string } | null;
  authSecret: string | null;
  admin: { email: string; password: string | null };
  ghlWebhookPublicKey: string;
  ghl: { apiUrl: string; oauthApp: OauthApp | null };
  /** Null: the data folder's own. */
  fieldKeys: readonly FieldKey[] | null;
  logLevel: string;
}

/** Reads and checks the environment; an empty variable counts as absent. Problems name the variable, never its value. */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
): { ok: true; config: Config } | { ok: false; problems: string[] } {
  const given = Object.fromEntries(
    Object.keys(VARIABLES).flatMap((name) => (env[name] === undefined || env[name] === '' ? [] : [[name, env[name]]])),
  );
  const parsed = v.safeParse(Environment, given);
  const problems =
    parsed.issues?.map((issue) => `${v.getDotPath(issue) ?? 'environment'}: ${safeMessage(issue)}`) ?? [];
  if ((given['TLS_CERT'] === undefined) !== (given['TLS_KEY'] === undefined)) {
    problems.push('TLS_CERT and TLS_KEY must be given together');
  }
  if ((given['GHL_CLIENT_ID'] === undefined) !== (given['GHL_CLIENT_SECRET'] === undefined)) {
    problems.push('GHL_CLIENT_ID and GHL_CLIENT_SECRET must be given together');
  }
  if (!parsed.success || problems.length > 0) return { ok: false, problems };
  const e = parsed.output;
  return {
    ok: true,
    config: {
      port: e.PORT,
      host: e.HOST,
      dataDir: e.DATA_DIR,
      webRoot: e.WEB_ROOT ?? null,
      publicUrl: e.PUBLIC_URL === undefined ? null : new URL(e.PUBLIC_URL).origin,
      tls: e.TLS_CERT !== undefined && e.TLS_KEY !== undefined ? { certFile: e.TLS_CERT, keyFile: e.TLS_KEY } : null,
      authSecret: e.AUTH_SECRET ?? null,
      admin: { email: e.LEADLIGHT_ADMIN_EMAIL, password: e.LEADLIGHT_ADMIN_PASSWORD ?? null },
      ghlWebhookPublicKey: e.GHL_WEBHOOK_PUBLIC_KEY,
      ghl: {
        apiUrl: e.GHL_API_URL,
        oauthApp:
          e.GHL_CLIENT_ID !== undefined && e.GHL_CLIENT_SECRET !== undefined
            ? { clientId: e.GHL_CLIENT_ID, clientSecret: e.GHL_CLIENT_SECRET, authorizeUrl: e.GHL_AUTHORIZE_URL }
            : null,
      },
      fieldKeys: e.FIELD_KEYS ?? null,
      logLevel: e.LOG_LEVEL,
    },
  };
}

/** Messages of our own begin with "must"; valibot's would quote what was received. */
function safeMessage(issue: { message: string }): string {
  return issue.message.startsWith('must') ? issue.message : 'is not valid';
}

export function helpText(): string {
  const width = Math.max(...Object.keys(VARIABLES).map((name) => name.length));
  const lines = (Object.keys(VARIABLES) as Variable[]).map((name) => `  ${name.padEnd(width)}  ${VARIABLES[name]}`);
  return ['Leadlight server.', '', 'Usage: npm start', '', 'Environment variables:', ...lines, ''].join('\n');
}
