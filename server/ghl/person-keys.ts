import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { TenantWrite } from '../sync/tenant-write.ts';
import { findRecord } from '../storage/records.ts';
import { crmIdsOf } from '../storage/crm-alias.ts';
import { proposeMatch, putPersonKeys } from '../storage/people.ts';
import type { Fingerprint } from './fingerprint.ts';

/** A number without a country code is read as North American: GHL's own default for US locations. */
const DEFAULT_COUNTRY = 'US';

/** The E.164 form of a phone number, or null when it is none. */
export function e164(phone: string): string | null {
  const parsed = parsePhoneNumberFromString(phone, DEFAULT_COUNTRY);
  return parsed?.isPossible() === true ? parsed.number : null;
}

/**
 * Remembers by which phone and e-mail a lead's person is known, and proposes a merge with any other lead that is known
 * by the same (ruling 20). Nothing is merged without a person's word. Of the two the CRM's own lead would be kept.
 */
export async function notePerson(
  write: TenantWrite,
  deps: { fingerprint: Fingerprint; ids: () => string },
  leadId: string,
): Promise<void> {
  const lead = await findRecord(write.db, write.tenantId, 'lead', leadId);
  if (lead === undefined) return;
  const { phone, email, deleted } = lead.data;
  const keys: { hash: string; reason: 'phone' | 'email' }[] = [];
  const number = typeof phone === 'string' && deleted !== true ? e164(phone) : null;
  if (number !== null) keys.push({ hash: deps.fingerprint(write.tenantId, `phone:${number}`), reason: 'phone' });
  if (typeof email === 'string' && deleted !== true && email.includes('@')) {
    keys.push({ hash: deps.fingerprint(write.tenantId, `email:${email.trim().toLowerCase()}`), reason: 'email' });
  }
  const proposed = new Set<string>();
  for (const other of await putPersonKeys(write.db, write.tenantId, leadId, keys)) {
    if (other.leadId === leadId || proposed.has(other.leadId)) continue;
    proposed.add(other.leadId);
    const inCrm = (await crmIdsOf(write.db, write.tenantId, 'lead', leadId)).length > 0;
    const otherInCrm = (await crmIdsOf(write.db, write.tenantId, 'lead', other.leadId)).length > 0;
    const keepThis = inCrm && !otherInCrm;
    await proposeMatch(write.db, {
      tenant_id: write.tenantId,
      id: deps.ids(),
      kept_id: keepThis ? leadId : other.leadId,
      other_id: keepThis ? other.leadId : leadId,
      reason: other.reason,
      created_at: write.now,
    });
  }
}
