import type { Db } from './db.ts';
import type { ConsentTable } from './privacy-schema.ts';

/** `revoked` and `left` end consent (design ruling 11); `granted` is the lead's own or the CRM's, `reconsent` written. */
export const CONSENT_KINDS = ['granted', 'revoked', 'left', 'reconsent'] as const;
export type ConsentKind = (typeof CONSENT_KINDS)[number];
/** A message of the lead, the CRM's do-not-disturb, or a member who recorded it. */
export type ConsentSource = 'message' | 'crm' | 'person';
export type ConsentEntry = Pick<ConsentTable, 'channel' | 'kind' | 'source' | 'source_id' | 'at'>;

/** Appends an entry; the same one from the same source is there once. */
export async function recordConsent(
  db: Db,
  tenantId: string,
  leadId: string,
  entry: ConsentEntry,
  now: number,
): Promise<void> {
  const id = JSON.stringify([leadId, entry.channel, entry.kind, entry.source, entry.source_id]);
  await db.sql
    .insertInto('consent')
    .values({ tenant_id: tenantId, id, lead_id: leadId, ...entry, recorded_at: now })
    .onConflict((oc) => oc.columns(['tenant_id', 'id']).doNothing())
    .execute();
}

/** A lead's entries in the order of what they tell of. */
export function consentOf(db: Db, tenantId: string, leadId: string): Promise<ConsentTable[]> {
  return db.sql
    .selectFrom('consent')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('lead_id', '=', leadId)
    .orderBy('at')
    .orderBy('recorded_at')
    .orderBy('id')
    .execute();
}

export interface ConsentState {
  standing: 'revoked' | 'left' | null;
  /** When a written re-consent was last recorded, milliseconds. */
  reconsentAt: number | null;
}

/** What holds on a channel by its entries and those for all channels; `entries` in the order of `consentOf`. */
export function consentState(entries: readonly ConsentEntry[], channel: string): ConsentState {
  const state: ConsentState = { standing: null, reconsentAt: null };
  for (const entry of entries) {
    if (entry.channel !== channel && entry.channel !== 'all') continue;
    if (entry.kind === 'revoked') state.standing = 'revoked';
    else if (entry.kind === 'left') state.standing ??= 'left';
    else state.standing = null;
    if (entry.kind === 'reconsent') state.reconsentAt = entry.at;
  }
  return state;
}
