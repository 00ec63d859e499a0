import type { Generated } from 'kysely';
import type { Level, Momentum } from '../../models/scoring/types.ts';

/** What the server's own analysis says of a lead; `data` is a JSON `StoredAnalysis` without anybody's words. */
export interface LeadAnalysisTable {
  tenant_id: string;
  lead_id: string;
  level: Level;
  momentum: Momentum;
  data: string;
  model: string;
  /** Of release and model that made it. */
  version: Generated<string>;
  /** The tenant's revision that it has read up to. */
  rev: number;
  analysed_at: number;
}
/** What was raised about a lead. */
export interface AlertTable {
  tenant_id: string;
  id: string;
  lead_id: string;
  reason: 'level' | 'urgent';
  level: Level;
  raised_at: number;
}
/** Of a tenant when `user_id` is '', else of a member; `data` is JSON. */
export interface AlertSettingTable {
  tenant_id: string;
  user_id: string;
  data: string;
}
/** A device that takes pushes; `sealed` is the ciphertext of its endpoint and keys. */
export interface PushSubscriptionTable {
  tenant_id: string;
  /** Hash of the endpoint: a device is one row, whoever signs in on it. */
  id: string;
  user_id: string;
  /** Host of the push service, for the list that people see. */
  service: string;
  sealed: string;
  created_at: number;
}
/** Where a tenant's own systems are told of events; `secret` is a ciphertext, `events` a JSON list. */
export interface WebhookTable {
  tenant_id: string;
  id: string;
  url: string;
  events: string;
  secret: string;
  created_by: string;
  created_at: number;
}
/** The log of what is sent and was sent to webhooks; `body` is the JSON that is signed. */
export interface WebhookDeliveryTable {
  tenant_id: string;
  id: string;
  webhook_id: string;
  event: string;
  /** Null for a test. */
  lead_id: string | null;
  body: string;
  status: 'queued' | 'done' | 'failed';
  attempts: number;
  /** HTTP status, or the code of a failure that is none; null before the first try. */
  detail: string | null;
  created_at: number;
  changed_at: number;
}

export interface AlertSchema {
  lead_analysis: LeadAnalysisTable;
  alert: AlertTable;
  alert_setting: AlertSettingTable;
  push_subscription: PushSubscriptionTable;
  webhook: WebhookTable;
  webhook_delivery: WebhookDeliveryTable;
}
