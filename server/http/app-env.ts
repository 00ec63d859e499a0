import type { KeyObject } from 'node:crypto';
import type { Context } from 'hono';
import type { Alerts } from '../alerts/alerts.ts';
import type { Redis } from '../cache/redis.ts';
import type { Audit } from '../auth/audit.ts';
import type { ErasureList } from '../privacy/erasure-list.ts';
import type { Auth, Session, User } from '../auth/auth.ts';
import type { Ghl } from '../ghl/ghl.ts';
import type { Logger } from '../log.ts';
import type { Storage } from '../storage/storage.ts';
import type { Pokes } from '../sync/pokes.ts';
import type { AfterEdit, LeadsChanged } from '../sync/tenant-write.ts';
import type { Viewer } from '../sync/viewer.ts';
import type { ModelFiles } from '../storage/model-files.ts';
import type { Limits } from './rate-limit.ts';
import type { SafeFetch } from './safe-fetch.ts';

/** Everything the application needs from outside. */
export interface AppDeps {
  storage: Storage;
  auth: Auth;
  audit: Audit;
  /** The list of erasures beside the database, which a restore reads. */
  erasures: ErasureList;
  limits: Limits;
  /** Fetches from addresses that people give. */
  safeFetch: SafeFetch;
  /** Files of models that admins registered. */
  modelFiles: ModelFiles;
  pokes: Pokes;
  /** Null where there is none. */
  redis: Pick<Redis, 'breaker'> | null;
  clock: () => number;
  /** A new random id. */
  ids: () => string;
  logger: Logger;
  config: {
    /** Where people reach the server when that is not what the Host header says; null otherwise. */
    publicUrl: string | null;
    /** The site is reached over https. */
    secure: boolean;
    /** Between two comments that keep an event stream open, milliseconds. */
    keepAliveMillis: number;
    /** Decrypts the sign-in inside the CRM; null when that is off. */
    ghlSharedSecret: string | null;
    /** Origins whose pages may frame `/ghl`. */
    frameAncestors: readonly string[];
  };
  ghlPublicKey: KeyObject;
  ghl: Ghl;
  alerts: Alerts;
  /** Told of leads that are to be analysed; undefined where the server analyses none. */
  leadsChanged?: LeadsChanged | undefined;
  /** Told of every edit of a device. */
  afterEdit: AfterEdit;
  /** Folder of the built web app. */
  webRoot: string;
  /** Says that a job was enqueued. */
  wakeJobs: () => void;
  /** Says that a call to the CRM may wait. */
  wakeCalls: () => void;
  /** Says that a webhook may wait to be delivered. */
  wakeSending: () => void;
  /** A new random token for a link, 256 bits. */
  makeToken: () => string;
  /** Network address of the client (see `client-address.ts`); undefined where there is none. */
  addressOf: (c: Context) => string | undefined;
}

/** What `requireMember` leaves for the handlers behind it. */
export interface MemberEnv {
  Variables: { viewer: Viewer; user: User; session: Session };
}
