import { readFileSync } from 'node:fs';
import type { BlockList } from 'node:net';
import { availableParallelism } from 'node:os';
import * as v from 'valibot';
import type { Vapid } from './alerts/push-job.ts';
import { weaknessOfPassword, weaknessOfSecret } from './auth/secret-strength.ts';
import type { OauthApp } from './ghl/oauth.ts';
import { GHL_WEBHOOK_PUBLIC_KEY } from './ghl/webhook-public-key.ts';
import { parseAddressRanges } from './http/client-address.ts';
import { parseFrameAncestors } from './http/frame-ancestors.ts';
import { DEFAULT_LIMITS, type LimitConfig } from './http/rate-limit.ts';
import { parseFieldKeys, type FieldKey } from './storage/field-cipher.ts';

/** One core stays for requests; each thread holds a model of its own. */
const DEFAULT_THREADS = Math.max(1, Math.min(2, availableParallelism() - 1));

/** Every environment variable that the server reads, as `--help` lists them; `Environment` has each, or it does not compile. */
const VARIABLES = {
  PORT: 'port to listen on; 0 takes a free one (default 4600)',
  HOST: 'address to listen on (default 127.0.0.1)',
  DATA_DIR: 'folder of the database, the lock file and the generated secret (default ./data)',
  DATABASE_URL:
    'postgres://USER:PASSWORD@HOST/NAME to use PostgreSQL, also with many servers (default: SQLite in DATA_DIR)',
  DATABASE_POOL_SIZE: 'connections to PostgreSQL at most (default 5)',
  REDIS_URL: 'redis://HOST:PORT of a Redis or Valkey that many servers share for analyses and pokes (default: none)',
  REDIS_POOL_SIZE: 'connections to Redis at most (default 10)',
  JOB_LEASE_SECONDS: 'a job whose server died is taken over after this long (default 60)',
  ANALYSIS_THREADS: `threads that analyse leads for alerts and write-back; 0 switches that off (default ${DEFAULT_THREADS})`,
  SMTP_URL: 'smtp:// or smtps://USER:PASSWORD@HOST:PORT of the mail server for alerts; needs SMTP_FROM (default: none)',
  SMTP_FROM: 'sender of alerts by e-mail, e.g. "Leadlight <alerts@example.com>"',
  VAPID_PUBLIC_KEY:
    'public key for Web Push, made by "npx web-push generate-vapid-keys"; needs VAPID_PRIVATE_KEY and VAPID_SUBJECT (default: none)',
  VAPID_PRIVATE_KEY: 'private key for Web Push',
  VAPID_SUBJECT: 'whom push services write to, e.g. mailto:it@example.com',
  WEB_ROOT: 'folder of the built web app (default dist/web of this installation)',
  PUBLIC_URL: 'where people reach the server, e.g. https://leads.example.com, when it stands behind a proxy',
  TLS_CERT: 'file with the TLS certificate chain (PEM); needs TLS_KEY',
  TLS_KEY: 'file with the TLS private key (PEM); needs TLS_CERT',
  AUTH_SECRET:
    'secret that signs sessions, 32 characters or more, the same for all servers of a database (default: made on first start, kept in DATA_DIR)',
  LEADLIGHT_ADMIN_EMAIL: 'address of the admin made on first start (default admin@leadlight.local)',
  LEADLIGHT_ADMIN_PASSWORD: 'password of that admin, 10 characters or more (default: a random one, printed once)',
  GHL_WEBHOOK_PUBLIC_KEY: 'Ed25519 key (PEM) that signs GHL webhooks (default: the official one)',
  GHL_CLIENT_ID: 'client id of your GHL Marketplace app, to connect by OAuth; needs GHL_CLIENT_SECRET',
  GHL_CLIENT_SECRET: 'client secret of that app',
  GHL_AUTHORIZE_URL: 'where an admin chooses a location (default the official page; white-label ones differ)',
  GHL_API_URL: 'address of the GHL API (default https://services.leadconnectorhq.com)',
  FIELD_KEYS:
    'keys of encrypted fields, name:base64 of 32 bytes, comma-separated, the current one first (default: made on first start, kept in DATA_DIR)',
  GHL_SHARED_SECRET: "shared secret of the GHL app: switches sign-in inside GHL's pages on",
  GHL_FRAME_ANCESTORS:
    'origins whose pages may show /ghl in a frame, e.g. "https://app.gohighlevel.com https://crm.example.com" (default: none)',
  TRUSTED_PROXIES:
    'addresses or ranges of proxies whose X-Forwarded-For is believed, e.g. "10.0.0.0/8 ::1" (default: none)',
  RATE_LIMIT_ADDRESS: `requests a minute from one address (default ${DEFAULT_LIMITS.address})`,
  RATE_LIMIT_ACCOUNT: `requests a minute of one account (default ${DEFAULT_LIMITS.account})`,
  RATE_LIMIT_TENANT: `requests a minute of one team (default ${DEFAULT_LIMITS.tenant})`,
  RATE_LIMIT_API_KEY: `requests a minute of one API key (default ${DEFAULT_LIMITS.apiKey})`,
  LEADLIGHT_ENV:
    'production or development (default NODE_ENV, else production); only development starts with weak secrets',
  LOG_LEVEL: 'trace, debug, info, warn, error or silent (default info); the log goes to stderr',
} as const;
type Variable = keyof typeof VARIABLES;

/** May also be given as a file: `AUTH_SECRET_FILE=/run/secrets/auth`. */
const SECRETS = [
  'AUTH_SECRET',
  'LEADLIGHT_ADMIN_PASSWORD',
  'DATABASE_URL',
  'GHL_SHARED_SECRET',
  'GHL_WEBHOOK_PUBLIC_KEY',
  'GHL_CLIENT_SECRET',
  'FIELD_KEYS',
  'SMTP_URL',
  'VAPID_PRIVATE_KEY',
] as const satisfies Variable[];

const optional = <T extends v.GenericSchema<string, unknown>>(schema: T) => v.optional(schema);
const count = (min: number, max: number, fallback: string) =>
  v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,6}$/, 'must be a number'),
      v.transform(Number),
      v.minValue(min, `must be ${min} or more`),
      v.maxValue(max, `must be ${max} or less`),
    ),
    fallback,
  );
const parsedBy = <T>(parse: (text: string) => T | null, message: string) =>
  v.optional(
    v.pipe(
      v.string(),
      v.rawTransform(({ dataset, addIssue, NEVER }) => {
        const parsed = parse(dataset.value);
        if (parsed !== null) return parsed;
        addIssue({ message });
        return NEVER;
      }),
    ),
    '',
  );
const Environment = v.object({
  PORT: v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,5}$/, 'must be a number'), v.transform(Number), v.maxValue(65535)),
    '4600',
  ),
  HOST: v.optional(v.string(), '127.0.0.1'),
  DATA_DIR: v.optional(v.string(), './data'),
  DATABASE_URL: optional(v.pipe(v.string(), v.regex(/^postgres(ql)?:\/\/./, 'must begin with postgres://'), v.url())),
  DATABASE_POOL_SIZE: count(2, 200, '5'),
  REDIS_URL: optional(v.pipe(v.string(), v.regex(/^rediss?:\/\/./, 'must begin with redis:// or rediss://'), v.url())),
  REDIS_POOL_SIZE: count(1, 1000, '10'),
  JOB_LEASE_SECONDS: count(1, 3600, '60'),
  ANALYSIS_THREADS: count(0, 64, String(DEFAULT_THREADS)),
  SMTP_URL: optional(v.pipe(v.string(), v.regex(/^smtps?:\/\/./, 'must begin with smtp:// or smtps://'), v.url())),
  SMTP_FROM: optional(v.pipe(v.string(), v.regex(/^[^\r\n]*[^\s@]+@[^\s@]+$/, 'must be an e-mail address'))),
  VAPID_PUBLIC_KEY: optional(v.pipe(v.string(), v.regex(/^[\w-]{87}$/, 'must be 65 bytes in base64url'))),
  VAPID_PRIVATE_KEY: optional(v.pipe(v.string(), v.regex(/^[\w-]{43}$/, 'must be 32 bytes in base64url'))),
  VAPID_SUBJECT: optional(
    v.pipe(v.string(), v.regex(/^(mailto:\S+@\S+|https:\/\/\S+)$/, 'must be mailto: or https://')),
  ),
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
  GHL_SHARED_SECRET: optional(v.pipe(v.string(), v.minLength(16, 'must have 16 characters or more'))),
  GHL_FRAME_ANCESTORS: parsedBy(parseFrameAncestors, 'must be https origins'),
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
  TRUSTED_PROXIES: parsedBy(parseAddressRanges, 'must be IP addresses or ranges'),
  RATE_LIMIT_ADDRESS: count(1, 999_999, String(DEFAULT_LIMITS.address)),
  RATE_LIMIT_ACCOUNT: count(1, 999_999, String(DEFAULT_LIMITS.account)),
  RATE_LIMIT_TENANT: count(1, 999_999, String(DEFAULT_LIMITS.tenant)),
  RATE_LIMIT_API_KEY: count(1, 999_999, String(DEFAULT_LIMITS.apiKey)),
  LEADLIGHT_ENV: v.optional(
    v.picklist(['production', 'development'], 'must be production or development'),
    'production',
  ),
  LOG_LEVEL: v.optional(v.picklist(['trace', 'debug', 'info', 'warn', 'error', 'silent']), 'info'),
} satisfies Record<Variable, v.GenericSchema>);

export interface Config {
  port: number;
  host: string;
  dataDir: string;
  /** PostgreSQL; null for SQLite in the data folder. */
  database: { url: string; poolSize: number } | null;
  redis: { url: string; poolSize: number } | null;
  jobLeaseMillis: number;
  /** Threads that analyse leads; 0: none are analysed here. */
  analysisThreads: number;
  /** Null where alerts cannot be mailed. */
  smtp: { url: string; from: string } | null;
  /** Null where nothing can be pushed. */
  vapid: Vapid | null;
  webRoot: string | null;
  publicUrl: string | null;
  tls: { certFile: string; keyFile: string } | null;
  authSecret: string | null;
  admin: { email: string; password: string | null };
  ghlWebhookPublicKey: string;
  ghl: {
    apiUrl: string;
    oauthApp: OauthApp | null;
    sharedSecret: string | null;
    frameAncestors: readonly string[];
  };
  trustedProxies: BlockList;
  limits: LimitConfig;
  /** Null: the data folder's own. */
  fieldKeys: readonly FieldKey[] | null;
  logLevel: string;
}

/** Reads and checks the environment; an empty variable counts as absent. Problems name the variable, never its value. */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  readFile = (path: string): string => readFileSync(path, 'utf8'),
): { ok: true; config: Config } | { ok: false; problems: string[] } {
  const { given, problems: unread } = gather(env, readFile);
  const parsed = v.safeParse(Environment, given);
  const problems = [
    ...unread,
    ...(parsed.issues?.map((issue) => `${v.getDotPath(issue) ?? 'environment'}: ${safeMessage(issue)}`) ?? []),
    ...(parsed.success && parsed.output.LEADLIGHT_ENV === 'production' ? weakSecrets(parsed.output) : []),
  ];
  if ((given['TLS_CERT'] === undefined) !== (given['TLS_KEY'] === undefined)) {
    problems.push('TLS_CERT and TLS_KEY must be given together');
  }
  if ((given['GHL_CLIENT_ID'] === undefined) !== (given['GHL_CLIENT_SECRET'] === undefined)) {
    problems.push('GHL_CLIENT_ID and GHL_CLIENT_SECRET must be given together');
  }
  if ((given['SMTP_URL'] === undefined) !== (given['SMTP_FROM'] === undefined)) {
    problems.push('SMTP_URL and SMTP_FROM must be given together');
  }
  const vapid = ['VAPID_PUBLIC_KEY', 'VAPID_PRIVATE_KEY', 'VAPID_SUBJECT'].filter((name) => given[name] !== undefined);
  if (vapid.length % 3 !== 0) {
    problems.push('VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY and VAPID_SUBJECT must be given together');
  }
  if (!parsed.success || problems.length > 0) return { ok: false, problems };
  const e = parsed.output;
  return {
    ok: true,
    config: {
      port: e.PORT,
      host: e.HOST,
      dataDir: e.DATA_DIR,
      database: e.DATABASE_URL === undefined ? null : { url: e.DATABASE_URL, poolSize: e.DATABASE_POOL_SIZE },
      redis: e.REDIS_URL === undefined ? null : { url: e.REDIS_URL, poolSize: e.REDIS_POOL_SIZE },
      jobLeaseMillis: e.JOB_LEASE_SECONDS * 1000,
      analysisThreads: e.ANALYSIS_THREADS,
      smtp: e.SMTP_URL !== undefined && e.SMTP_FROM !== undefined ? { url: e.SMTP_URL, from: e.SMTP_FROM } : null,
      vapid:
        e.VAPID_PUBLIC_KEY !== undefined && e.VAPID_PRIVATE_KEY !== undefined && e.VAPID_SUBJECT !== undefined
          ? { publicKey: e.VAPID_PUBLIC_KEY, privateKey: e.VAPID_PRIVATE_KEY, subject: e.VAPID_SUBJECT }
          : null,
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
        sharedSecret: e.GHL_SHARED_SECRET ?? null,
        frameAncestors: e.GHL_FRAME_ANCESTORS,
      },
      trustedProxies: e.TRUSTED_PROXIES,
      limits: {
        address: e.RATE_LIMIT_ADDRESS,
        account: e.RATE_LIMIT_ACCOUNT,
        tenant: e.RATE_LIMIT_TENANT,
        apiKey: e.RATE_LIMIT_API_KEY,
      },
      fieldKeys: e.FIELD_KEYS ?? null,
      logLevel: e.LOG_LEVEL,
    },
  };
}

/** The variables that are set, the secrets among them also from files. */
function gather(env: Readonly<Record<string, string | undefined>>, readFile: (path: string) => string) {
  const given: Record<string, string> = {};
  const problems: string[] = [];
  for (const name of Object.keys(VARIABLES)) if (env[name]) given[name] = env[name];
  // Test runners and the like set NODE_ENV to more than the two.
  if (given['LEADLIGHT_ENV'] === undefined && env['NODE_ENV'] === 'development') given['LEADLIGHT_ENV'] = 'development';
  for (const name of SECRETS) {
    const path = env[`${name}_FILE`];
    if (!path) continue;
    if (given[name] !== undefined) problems.push(`${name} and ${name}_FILE must not both be given`);
    try {
      given[name] = readFile(path).replace(/\r?\n$/, '');
    } catch {
      problems.push(`${name}_FILE: the file cannot be read`);
    }
  }
  return { given, problems };
}

function weakSecrets(e: v.InferOutput<typeof Environment>): string[] {
  const found = {
    AUTH_SECRET: e.AUTH_SECRET && weaknessOfSecret(e.AUTH_SECRET),
    GHL_SHARED_SECRET: e.GHL_SHARED_SECRET && weaknessOfSecret(e.GHL_SHARED_SECRET),
    LEADLIGHT_ADMIN_PASSWORD:
      e.LEADLIGHT_ADMIN_PASSWORD && weaknessOfPassword(e.LEADLIGHT_ADMIN_PASSWORD, e.LEADLIGHT_ADMIN_EMAIL),
  };
  return Object.entries(found).flatMap(([name, weakness]) => (weakness ? [`${name}: ${weakness}`] : []));
}

/** Messages of our own begin with "must"; valibot's would quote what was received. */
function safeMessage(issue: { message: string }): string {
  return issue.message.startsWith('must') ? issue.message : 'is not valid';
}

export function helpText(): string {
  const width = Math.max(...Object.keys(VARIABLES).map((name) => name.length));
  const lines = (Object.keys(VARIABLES) as Variable[]).map((name) => `  ${name.padEnd(width)}  ${VARIABLES[name]}`);
  return [
    'Leadlight server.',
    '',
    'Usage: npm start',
    '',
    'Environment variables:',
    ...lines,
    '',
    `Secrets may also be files: ${SECRETS.map((name) => `${name}_FILE`).join(', ')}.`,
    '',
  ].join('\n');
}
