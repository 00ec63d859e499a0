import type { Entity } from '../../models/protocol/entities.ts';
import type { GhlSchema } from './ghl-schema.ts';

/** Who may do what: `admin` and `lead` see and write the whole tenant, `agent` their own and unassigned, `viewer` reads. */
export const ROLES = ['admin', 'lead', 'agent', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/** A GHL location, or a team without one: the wall that nothing crosses. */
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
}
export interface MemberTable {
  tenant_id: string;
  user_id: string;
  role: Role;
  /** Raised with every change of role: the client's scope changes with it. */
  scope_rev: number;
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
}
export interface Schema extends GhlSchema {
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
}
