import type { Generated } from 'kysely';
import type { Entity } from '../../models/protocol/entities.ts';

/** An access to GHL: of a location (OAuth or a Private Integration Token) or of an agency (`company`). */
export interface GhlTokenTable {
  tenant_id: string;
  /** `location:<id>` or `company:<id>`. */
  id: string;
  kind: 'oauth' | 'private' | 'company';
  location_id: string | null;
  company_id: string | null;
  /** Ciphertext, as is the refresh token; null once the app was uninstalled. */
  access_token: string | null;
  refresh_token: string | null;
  expires_at: number | null;
  /** Raised with every change of the tokens: who waits for a refresh sees it here. */
  version: number;
  lease_owner: string | null;
  lease_until: number | null;
  status: 'connected' | 'reconnect' | 'uninstalled';
  /** When the status last changed at GHL or here. */
  changed_at: number;
}
export interface GhlOauthStateTable {
  state_hash: string;
  tenant_id: string;
  user_id: string;
  expires_at: number;
}
export interface GhlSettingsTable {
  tenant_id: string;
  data: string;
}
export interface GhlWorkflowSecretTable {
  tenant_id: string;
  location_id: string;
  secret_hash: string;
  created_at: number;
}
/** How far the reading of a location's past is. */
export interface GhlExportTable {
  tenant_id: string;
  location_id: string;
  mode: 'backfill' | 'reconcile';
  phase: 'messages' | 'opportunities' | 'done';
  /** Messages from this moment on are read (milliseconds). */
  since: number;
  /** Date of the last message read: where a lost cursor starts again. */
  reached: number;
  cursor: string | null;
  cursor_at: number | null;
  /** Page of the opportunities. */
  page: number;
  messages: number;
  contacts: number;
  opportunities: number;
  total: number | null;
  started_at: number;
  finished_at: number | null;
  /** Everything before this moment has been read once. */
  complete_until: number | null;
  /** When an admin stopped it; null while it goes on. */
  stopped_at: Generated<number | null>;
  job_id: string;
}
/** Another id of a CRM record: an e-mail's second id, a conversation that was merged away. */
export interface CrmAliasTable {
  tenant_id: string;
  entity: Entity;
  alias: string;
  crm_id: string;
}
/** Messages by what they say, so that one reported with an id and once without is one message. */
export interface MessageTwinTable {
  tenant_id: string;
  fingerprint: string;
  crm_id: string;
  /** 1 when GHL's own id of the message is known. */
  named: number;
  /** 1 when GHL said when it was sent; 0 when that is when it came. */
  dated: number;
  sent_at: number;
}
/** CRM records that no device holds: tasks, opportunities, appointments, users, opt-outs by channel. */
export interface CrmItemTable {
  tenant_id: string;
  kind: 'task' | 'opportunity' | 'appointment' | 'dnd' | 'user' | 'location';
  crm_id: string;
  /** `<location>:<contact>`. */
  contact_id: string | null;
  data: string;
}
export interface PersonKeyTable {
  tenant_id: string;
  key_hash: string;
  lead_id: string;
}
/** Two leads that may be one person. */
export interface LeadMatchTable {
  tenant_id: string;
  id: string;
  kept_id: string;
  other_id: string;
  reason: 'phone' | 'email';
  status: 'proposed' | 'merged' | 'dismissed';
  /** What the merge moved, so that it can be undone. */
  moved: string | null;
  created_at: number;
  decided_by: string | null;
  decided_at: number | null;
}
/** What is to be written to the CRM, one row a thing. */
export interface OutgoingTable {
  tenant_id: string;
  id: string;
  kind: 'lead' | 'note' | 'task' | 'message';
  lead_id: string;
  data: string;
  /** `held`: a check before sending said no, and a person must look at it. */
  status: 'queued' | 'done' | 'held' | 'failed';
  detail: string | null;
  crm_id: string | null;
  /** When it was first tried: from then on it may be there already. */
  tried_at: number | null;
  /** Raised when what is to be written changes: a job that wrote the one before is not the end of it. */
  version: number;
  created_by: string;
  created_at: number;
  changed_at: number;
}

export interface GhlSchema {
  ghl_token: GhlTokenTable;
  ghl_oauth_state: GhlOauthStateTable;
  ghl_settings: GhlSettingsTable;
  ghl_workflow_secret: GhlWorkflowSecretTable;
  ghl_export: GhlExportTable;
  crm_alias: CrmAliasTable;
  message_twin: MessageTwinTable;
  crm_item: CrmItemTable;
  person_key: PersonKeyTable;
  lead_match: LeadMatchTable;
  outgoing: OutgoingTable;
}
