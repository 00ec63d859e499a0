import { e164 } from '../ghl/person-keys.ts';
import type { CrmFields } from '../storage/crm-copies.ts';
import type { Db } from '../storage/db.ts';
import { readable, rowsOfPerson, type Person } from '../storage/person-rows.ts';

/** By what a person is recognised: contact ids of the CRM, phones and e-mail addresses, each hashed with a key. */
export async function hashesOfPerson(db: Db, person: Person): Promise<string[]> {
  const names = new Set<string>();
  for (const row of await rowsOfPerson(db, person, 'record')) {
    if (row['entity'] !== 'lead') continue;
    const { phone, email } = (await readable(db, 'record', row))['data'] as Record<string, unknown>;
    for (const name of namesOf({ phone, email })) names.add(name);
  }
  for (const row of await rowsOfPerson(db, person, 'crm_copy')) {
    if (row['entity'] !== 'lead') continue;
    const fields = (await readable(db, 'crm_copy', row))['data'] as CrmFields;
    const known = { phone: fields['phone']?.v, email: fields['email']?.v, contact: row['crm_id'] };
    for (const name of namesOf(known)) names.add(name);
  }
  return hashNames(db, person.tenantId, [...names]);
}

/** What identifies somebody, in one form whatever way it was written. */
export function namesOf(known: { phone?: unknown; email?: unknown; contact?: unknown }): string[] {
  const names: string[] = [];
  const { phone, email, contact } = known;
  const number = typeof phone === 'string' ? e164(phone) : null;
  if (number !== null) names.push(`phone:${number}`);
  if (typeof email === 'string' && email.includes('@')) names.push(`email:${email.trim().toLowerCase()}`);
  if (typeof contact === 'string' && contact !== '') names.push(`contact:${contact}`);
  return names;
}

export async function hashNames(db: Db, tenantId: string, names: readonly string[]): Promise<string[]> {
  const hashes: string[] = [];
  for (const name of names) hashes.push(await db.codec.digest(tenantId, name));
  return hashes;
}
