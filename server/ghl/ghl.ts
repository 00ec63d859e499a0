import type { JobHandler } from '../jobs/runner.ts';
import type { Logger } from '../log.ts';
import { createFieldCipher, type FieldKey } from '../storage/field-cipher.ts';
import { ghlTokens, type GhlTokens } from '../storage/ghl-tokens.ts';
import type { AfterEdit, WriteDeps } from '../sync/tenant-write.ts';
import { createAccess } from './access.ts';
import { callJob } from './call-job.ts';
import { createGhlClient, type GhlClient } from './client.ts';
import { createFieldWriter } from './custom-fields.ts';
import { EMAIL_BODY_JOB, emailBodyJob } from './email-body-job.ts';
import { ghlEventJob } from './event-job.ts';
import { ensureExport, EXPORT_JOB, exportJob } from './export-job.ts';
import { createFingerprint } from './fingerprint.ts';
import { createHttp, HTTP_DEFAULTS, type Http } from './http.ts';
import type { OauthApp } from './oauth.ts';
import { outJob } from './out-job.ts';
import { OUT_JOB, queueAfterEdit } from './queue-outgoing.ts';
import { USERS_JOB } from './queue-users.ts';
import { createRateLimit } from './rate-limit.ts';
import { GHL_EVENT_JOB } from './sources.ts';
import { usersJob } from './users-job.ts';

export interface GhlConfig {
  apiUrl: string;
  oauthApp: OauthApp | null;
  fieldKeys: readonly FieldKey[];
  /** From which the keys of fingerprints are derived. */
  secret: string;
  timeoutMillis?: number;
  backOffMillis?: number;
  breakMillis?: number;
}

export interface GhlDeps extends WriteDeps {
  ids: () => string;
  logger: Logger;
  sleep: (millis: number) => Promise<void>;
  wakeCalls: () => void;
}

/** The CRM connection as the rest of the server sees it. */
export interface Ghl {
  client: GhlClient;
  tokens: GhlTokens;
  http: Http;
  oauthApp: OauthApp | null;
  /** Work without network, for the runner that must not wait for anybody. */
  eventHandlers: Readonly<Record<string, JobHandler>>;
  /** Work that calls GHL, for a runner of its own. */
  callHandlers: Readonly<Record<string, JobHandler>>;
  afterEdit: AfterEdit;
  /** Writes old ciphertexts under the current key, and sees to it that every connected location is read. */
  start(): Promise<void>;
}

/** Puts the parts of the CRM connection together. */
export function createGhl(deps: GhlDeps, config: GhlConfig): Ghl {
  const { storage, clock, ids } = deps;
  const tokens = ghlTokens(createFieldCipher(config.fieldKeys));
  const http = createHttp({ ...HTTP_DEFAULTS, ...limitsOf(config), baseUrl: config.apiUrl, clock });
  const access = createAccess({ storage, tokens, http, oauthApp: config.oauthApp, clock, ids, sleep: deps.sleep });
  const client = createGhlClient({ http, access, rateLimit: createRateLimit(clock) });
  const fingerprint = createFingerprint(config.secret);
  const events = { ids, fingerprint, tokens };
  const write: WriteDeps = { storage, pokes: deps.pokes, clock, leadsChanged: deps.leadsChanged };
  const calls = (handler: JobHandler) => callJob(clock, handler);
  return {
    client,
    tokens,
    http,
    oauthApp: config.oauthApp,
    eventHandlers: { [GHL_EVENT_JOB]: ghlEventJob({ ...deps, ...events }) },
    callHandlers: {
      [EMAIL_BODY_JOB]: calls(emailBodyJob({ ...write, client, ids })),
      [EXPORT_JOB]: calls(exportJob({ ...write, client, events })),
      [USERS_JOB]: calls(usersJob({ ...write, client })),
      [OUT_JOB]: calls(outJob({ ...write, client, fields: createFieldWriter(client), events })),
    },
    afterEdit: queueAfterEdit({ ids, fingerprint }),
    async start() {
      const connected = await storage.asSystem(async (db) => {
        await tokens.rotate(db);
        return tokens.connectedLocations(db);
      });
      for (const at of connected) await storage.inTenant(at.tenantId, (db) => ensureExport(db, { ids, clock }, at));
    },
  };
}

function limitsOf({ timeoutMillis, backOffMillis, breakMillis }: GhlConfig) {
  const given = { timeoutMillis, backOffMillis, breakMillis };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
