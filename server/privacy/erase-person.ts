import * as v from 'valibot';
import type { Audit } from '../auth/audit.ts';
import {
  attributeEvent,
  insertErasure,
  leadsOfPerson,
  listErasures,
  removePerson,
  suppress,
  unattributedEvents,
} from '../storage/erasures.ts';
import type { ErasureTable } from '../storage/privacy-schema.ts';
import { findRecord } from '../storage/records.ts';
import type { TenantWrite } from '../sync/tenant-write.ts';
import { namesOfEvent } from './event-names.ts';
import { hashesOfPerson, hashNames } from './person-hashes.ts';

/** Why; a word of a list, so that no name gets into the proof. */
export const REASONS = ['request', 'consent_withdrawn', 'mistake', 'legal', 'retention'] as const;
export type Reason = (typeof REASONS)[number];

/** What an erasure proves, and to whom nothing of the person is told. */
export interface Erasure {
  id: string;
  reason: string;
  /** The user who asked for it; null for the retention policy. */
  actor: string | null;
  at: number;
  counts: Record<string, number>;
  keyHashes: string[];
}

/**
 * Erases a person: the lead, those merged with it, everything below and about them, and their keys, all in the running
 * transaction. Done again it changes nothing and gives the same proof. Undefined when there is no such lead.
 */
export async function erasePerson(
  write: TenantWrite,
  deps: { ids: () => string; audit: Audit },
  leadId: string,
  why: { reason: Reason; actor: string | null },
): Promise<Erasure | undefined> {
  const { db, tenantId, now } = write;
  const lead = await findRecord(db, tenantId, 'lead', leadId);
  if (lead === undefined) return undefined;
  if (lead.erased) {
    const before = (await listErasures(db, tenantId)).find((one) => leadIdsIn(one).includes(leadId));
    return before && erasureOf(before);
  }
  const person = { tenantId, leadIds: await leadsOfPerson(db, tenantId, [leadId]) };
  const keyHashes = await hashesOfPerson(db, person);
  await attributeEvents(write, leadId, new Set(keyHashes));
  const counts = await removePerson(db, person, write.nextRev);
  const id = deps.ids();
  const row = {
    tenant_id: tenantId,
    id,
    lead_ids: JSON.stringify(person.leadIds),
    key_hashes: JSON.stringify(keyHashes),
    reason: why.reason,
    actor: why.actor,
    at: now,
    counts: JSON.stringify(counts),
  };
  await insertErasure(db, row);
  await suppress(db, tenantId, { id, at: now, pastOnly: why.reason === 'retention' }, keyHashes);
  const detail = { reason: why.reason, records: counts['record'] ?? 0 };
  await deps.audit(db, { at: now, tenantId, actor: why.actor, kind: 'person.erased', subject: id, detail });
  return erasureOf(row);
}

/** Finds stored events about the person that no lead was named for. */
async function attributeEvents(write: TenantWrite, leadId: string, hashes: ReadonlySet<string>): Promise<void> {
  for await (const event of unattributedEvents(write.db, write.tenantId)) {
    const names = namesOfEvent(event.locationId, parse(event.body));
    const found = await hashNames(write.db, write.tenantId, names);
    if (found.some((hash) => hashes.has(hash))) await attributeEvent(write.db, write.tenantId, event.id, leadId);
  }
}

function parse(body: string): Record<string, unknown> {
  const parsed = v.safeParse(v.record(v.string(), v.unknown()), JSON.parse(body));
  return parsed.success ? parsed.output : {};
}

export function leadIdsIn(row: Pick<ErasureTable, 'lead_ids'>): string[] {
  return v.parse(v.array(v.string()), JSON.parse(row.lead_ids));
}

export function erasureOf(row: ErasureTable): Erasure {
  return {
    id: row.id,
    reason: row.reason,
    actor: row.actor,
    at: row.at,
    counts: v.parse(v.record(v.string(), v.number()), JSON.parse(row.counts)),
    keyHashes: v.parse(v.array(v.string()), JSON.parse(row.key_hashes)),
  };
}
