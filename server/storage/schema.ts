import type { Generated } from 'kysely';
import type { Entity } from '../../models/protocol/entities.ts';
import type { AlertSchema } from './alert-schema.ts';
import type { GhlSchema } from './ghl-schema.ts';
import type { PrivacySchema } from './privacy-schema.ts';

/**
 * Who may do what: `admin` and `lead` see and write the whole tenant, `agent` their own and (by the tenant's setting)
 * unassigned leads, `viewer` reads.
 */
export const ROLES = ['admin', 'lead', 'agent', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/** A team, with any number of GHL locations: the wall that nothing crosses. */
export interface TenantTable {
  id: string;
  name: string;
  /** The last revision handed out; a write transaction locks this row first. */
  rev: number;
  /** A cursor below this is too old to be served row by row. */
  min_rev: number;
  /** Changes when the data was replaced under the clients' feet (restored from a backup). */
  epoch: string;
  created_at: number;
  /** 1: an agent also sees leads that belong to nobody. */
  agents_see_unassigned: Generated<number>;
}
export interface MemberTable {
  tenant_id: string;
  user_id: string;
  role: Role;
  /** Raised with every change of role: the client's scope changes with it. */
  scope_rev: number;
  /** A deactivated member keeps their name beside what they did, and gets in nowhere. */
  status: Generated<'active' | 'deactivated'>;
}
/** The columns of better-auth's accounts that we read. */
export interface AuthUserTable {
  id: string;
  name: string;
  email: string;
}
/** The columns of better-auth's sessions that we read; `tenantId` is ours. */
export interface AuthSessionTable {
  id: string;
  token: string;
  userId: string;
  tenantId: string | null;
}
/** Sessions of deactivated members, by hash of the token: their devices are told to wipe. */
export interface EndedSessionTable {
  token_hash: string;
  tenant_id: string;
  user_id: string;
  ended_at: number;
}
export interface InviteTable {
  id: string;
  tenant_id: string;
  token_hash: string;
  role: Role;
  created_by: string;
  created_at: number;
  expires_at: number;
  used_at: number | null;
  used_by: string | null;
}
/** `id` is the credential id and `public_key` a COSE key, both base64url; `transports` a JSON list. */
export interface PasskeyTable {
  id: string;
  user_id: string;
  public_key: string;
  counter: number;
  transports: string;
  name: string;
  created_at: number;
  last_used_at: number | null;
}
/** What an authenticator is asked to sign, once. `user_id` is null for a sign-in. */
export interface PasskeyChallengeTable {
  challenge: string;
  user_id: string | null;
  expires_at: number;
}
/** Which of our members a person of the CRM is. */
export interface GhlUserTable {
  tenant_id: string;
  ghl_user_id: string;
  user_id: string;
}
/** A model that an admin registered by URL; `files` is JSON: path → sha256. */
export interface RemoteModelTable {
  tenant_id: string;
  name: string;
  head: 'text' | 'tabular';
  url: string;
  files: string;
  created_at: number;
}
export interface ClientTable {
  id: string;
  tenant_id: string;
  user_id: string;
  last_seq: number;
}
/** The ledger of edits from devices. */
export interface OpTable {
  client_id: string;
  seq: number;
  tenant_id: string;
  /** Unique in the tenant; null where the same op had already arrived through another client. */
  op_id: string | null;
  sent_id: string;
  payload: string;
  status: 'applied' | 'replayed' | 'rejected';
  code: string | null;
  detail: string | null;
  rev: number;
  created_at: number;
  /** Whose lead it is about, where that could be read. */
  lead_id: Generated<string | null>;
}
export interface RecordTable {
  tenant_id: string;
  entity: Entity;
  id: string;
  owner_id: string | null;
  parent_id: string | null;
  /** 1 while the parent is unknown: visible to admins only. */
  orphan: number;
  data: string;
  meta: string;
  rev: number;
  /** The revision at which who may see it last changed; 0 when it never did. */
  moved_rev: number;
  deleted: number;
  /** 1: erased; nothing but the ids is left, so that devices drop it. */
  erased: Generated<number>;
}
/** Values that lost a merge: nobody's words vanish. */
export interface ConflictTable {
  tenant_id: string;
  entity: Entity;
  record_id: string;
  field: string;
  op_id: string;
  lost: string;
  created_at: number;
}
/** Raw events from outside, as they came. */
export interface InboxTable {
  id: string;
  source: string;
  event_id: string;
  location_id: string | null;
  tenant_id: string | null;
  kind: string;
  body: string;
  received_at: number;
  status: 'received' | 'processed' | 'ignored' | 'failed';
  detail: string | null;
  processed_at: number | null;
  lead_id: Generated<string | null>;
}
export interface JobTable {
  id: string;
  kind: string;
  payload: string;
  status: 'ready' | 'dead';
  run_at: number;
  attempts: number;
  lease_until: number | null;
  lease_owner: string | null;
  error: string | null;
  created_at: number;
  /** Whose work it is, where that is known: its admin sees it when it fails. */
  tenant_id?: string | null | undefined;
}
/** Which tenant a CRM location belongs to. */
export interface LocationTable {
  source: string;
  location_id: string;
  tenant_id: string;
}
/** The CRM record last seen, and which of our records it is. */
export interface CrmCopyTable {
  tenant_id: string;
  entity: Entity;
  crm_id: string;
  record_id: string;
  data: string;
  /** The CRM's user to whom a contact belongs, by `<location>:<user>`, while nobody here is that user. */
  waits_for: Generated<string | null>;
}
/** Raw text analyses by content hash, packed. */
export interface AnalysisCacheTable {
  key: string;
  value: Buffer;
  written_at: number;
  expires_at: number;
}
/** A program that acts for a member: `scopes` is a JSON list, `prefix` the beginning of the token, to tell keys apart. */
export interface ApiKeyTable {
  id: string;
  tenant_id: string;
  user_id: string;
  name: string;
  prefix: string;
  token_hash: string;
  scopes: string;
  created_by: string;
  created_at: number;
  expires_at: number | null;
  last_used_at: number | null;
  revoked_at: number | null;
}
/** The answer to a request that may be repeated: ids only, no words. */
export interface ApiAnswerTable {
  tenant_id: string;
  api_key_id: string;
  idempotency_key: string;
  request_mac: string;
  status: number;
  body: string;
  created_at: number;
}
export interface Schema extends GhlSchema, PrivacySchema, AlertSchema {
  tenant: TenantTable;
  member: MemberTable;
  client: ClientTable;
  op: OpTable;
  record: RecordTable;
  conflict: ConflictTable;
  inbox: InboxTable;
  job: JobTable;
  location: LocationTable;
  crm_copy: CrmCopyTable;
  analysis_cache: AnalysisCacheTable;
  auth_user: AuthUserTable;
  auth_session: AuthSessionTable;
  ended_session: EndedSessionTable;
  invite: InviteTable;
  passkey: PasskeyTable;
  passkey_challenge: PasskeyChallengeTable;
  ghl_user: GhlUserTable;
  remote_model: RemoteModelTable;
  api_key: ApiKeyTable;
  api_answer: ApiAnswerTable;
}
