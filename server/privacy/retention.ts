import * as v from 'valibot';
import { parseHlc } from '../../models/protocol/hlc.ts';
import { outcomeOfLead } from '../ghl/outcome-of-lead.ts';
import { messagesOf } from '../ghl/send-checks.ts';
import type { Db } from '../storage/db.ts';
import { leadIdsOf } from '../storage/erasures.ts';
import { findRecord } from '../storage/records.ts';
import { countExpired, removeExpired, retentionData, saveRetentionData, type Cutoffs } from '../storage/retention.ts';
import { eraseLeads, type EraseDeps } from './erase.ts';

const DAY = 24 * 3600_000;
const days = (fallback: number | null) =>
  v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3650))), fallback);

/** Days after which things go; null keeps them. */
export const RetentionPolicy = v.strictObject({
  /** Leads that were won, lost, abandoned or deleted, from then or from the last message on: erased. */
  closedLeadDays: days(null),
  /** Events as the CRM sent them. */
  inboxDays: days(30),
  /** The content of edits; a server that is restored is refilled by devices for 30 days. */
  opDays: days(30),
  /** Work that failed for good, and the events of it. */
  deadLetterDays: days(90),
});
export type RetentionPolicy = v.InferOutput<typeof RetentionPolicy>;

/** What goes, or went. */
export interface Expired {
  leads: number;
  inbox: number;
  ops: number;
  deadLetters: number;
}

export async function retentionPolicyOf(db: Db, tenantId: string): Promise<RetentionPolicy> {
  return v.parse(RetentionPolicy, JSON.parse((await retentionData(db, tenantId)) ?? '{}'));
}

export function saveRetentionPolicy(db: Db, tenantId: string, policy: RetentionPolicy): Promise<void> {
  return saveRetentionData(db, tenantId, JSON.stringify(policy));
}

/** What a policy would remove now; changes nothing. */
export async function previewRetention(
  db: Db,
  tenantId: string,
  policy: RetentionPolicy,
  now: number,
): Promise<Expired> {
  const leads = await closedLeads(db, tenantId, policy, now);
  return { leads: leads.length, ...(await countExpired(db, tenantId, cutoffs(policy, now))) };
}

/** Applies a tenant's policy. */
export async function applyRetention(deps: EraseDeps, tenantId: string): Promise<Expired> {
  const now = deps.clock();
  const inTenant = <T>(work: (db: Db) => Promise<T>) => deps.storage.inTenant(tenantId, work);
  const policy = await inTenant((db) => retentionPolicyOf(db, tenantId));
  const leads = await inTenant((db) => closedLeads(db, tenantId, policy, now));
  const erased = await eraseLeads(deps, tenantId, leads, { reason: 'retention', actor: null });
  return inTenant(async (db) => {
    const gone = { leads: erased.length, ...(await removeExpired(db, tenantId, cutoffs(policy, now))) };
    if (Object.values(gone).some((count) => count > 0)) {
      const event = { at: now, tenantId, actor: null, kind: 'retention.applied' as const, subject: null };
      await deps.audit(db, { ...event, detail: { ...gone } });
    }
    return gone;
  });
}

function cutoffs(policy: RetentionPolicy, now: number): Cutoffs {
  const before = (count: number | null) => (count === null ? null : now - count * DAY);
  return { inbox: before(policy.inboxDays), ops: before(policy.opDays), deadLetters: before(policy.deadLetterDays) };
}

async function closedLeads(db: Db, tenantId: string, policy: RetentionPolicy, now: number): Promise<string[]> {
  if (policy.closedLeadDays === null) return [];
  const before = now - policy.closedLeadDays * DAY;
  const found: string[] = [];
  for (const id of await leadIdsOf(db, tenantId)) {
    const closed = await closedAt(db, tenantId, id);
    if (closed !== null && closed < before) found.push(id);
  }
  return found;
}

/** When a lead ended: its outcome or deletion, or the last message after it. Null for one that is open. */
async function closedAt(db: Db, tenantId: string, leadId: string): Promise<number | null> {
  const lead = await findRecord(db, tenantId, 'lead', leadId);
  const outcome = await outcomeOfLead(db, tenantId, leadId);
  const deleted = lead?.data['deleted'] === true ? lead.meta['deleted'] : undefined;
  const ended = [
    ...(outcome === null || outcome.status === 'open' ? [] : [outcome.at]),
    ...(deleted === undefined ? [] : [parseHlc(deleted.h).millis]),
  ];
  if (ended.length === 0) return null;
  const last = (await messagesOf(db, tenantId, leadId)).at(-1);
  return Math.max(...ended, last === undefined ? 0 : Date.parse(last.sentAt));
}
