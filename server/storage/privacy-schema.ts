import type { AuditKind } from '../auth/audit.ts';
import type { ConsentKind, ConsentSource } from './consent-ledger.ts';

/** A key that fields are encrypted with, itself encrypted under FIELD_KEYS. Deleting it makes every copy unreadable. */
export interface DataKeyTable {
  /** Named by the ciphertexts. */
  id: string;
  /** Null for the key of an event that has not been processed. */
  tenant_id: string | null;
  /** `lead:<id>`, `contact:<location>:<contact>`, `event:<inbox id>`, `tenant`, or `suppression`. */
  owner: string;
  /** Whose event it is, where the owner is one. */
  lead_id: string | null;
  wrapped: string;
}
/** Proof of an erasure: who, when, why and how much; nothing of the person. */
export interface ErasureTable {
  tenant_id: string;
  id: string;
  /** JSON list of our own random ids. */
  lead_ids: string;
  /** JSON list of keyed hashes. */
  key_hashes: string;
  reason: string;
  actor: string | null;
  at: number;
  /** JSON: table → rows. */
  counts: string;
}
/** A keyed hash by which an erased person is recognised, so that the CRM does not bring them back. */
export interface SuppressionTable {
  tenant_id: string;
  key_hash: string;
  erasure_id: string;
  /** 1: only what is older than the erasure is kept out. */
  past_only: number;
  at: number;
  hits: number;
  last_hit_at: number | null;
}
export interface RetentionPolicyTable {
  tenant_id: string;
  data: string;
}
export interface ConsentTable {
  tenant_id: string;
  id: string;
  lead_id: string;
  /** A channel of ours, or `all`. */
  channel: string;
  kind: ConsentKind;
  source: ConsentSource;
  /** Id of the message, of the CRM event or of the person who recorded it. */
  source_id: string;
  at: number;
  recorded_at: number;
}
export interface AuditTable {
  tenant_id: string;
  seq: number;
  at: number;
  actor: string | null;
  kind: AuditKind;
  subject: string | null;
  detail: string;
  hash: string;
}
export interface PrivacySchema {
  data_key: DataKeyTable;
  erasure: ErasureTable;
  suppression: SuppressionTable;
  retention_policy: RetentionPolicyTable;
  consent: ConsentTable;
  audit: AuditTable;
}
