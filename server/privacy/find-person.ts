import * as v from 'valibot';
import type { Db } from '../storage/db.ts';
import { findSuppressions, leadIdsOf, leadsOfPerson, listErasures } from '../storage/erasures.ts';
import { findRecord } from '../storage/records.ts';
import { leadIdsIn } from './erase-person.ts';
import { hashNames, namesOf } from './person-hashes.ts';

const text = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max));
/** One way to name a person. */
export const Who = v.union([
  v.strictObject({ lead: text(200) }),
  v.strictObject({ email: v.pipe(text(320), v.email()) }),
  v.strictObject({ phone: text(40) }),
]);
export type Who = v.InferOutput<typeof Who>;

/** Reads what a person types: an e-mail address, a phone number or a lead's id. */
export function whoFrom(typed: string): Who {
  if (typed.includes('@')) return { email: typed };
  return namesOf({ phone: typed }).length > 0 ? { phone: typed } : { lead: typed };
}

/** Leads of a person, and of those merged with them; erased ones too when they can still be told by their hashes. */
export async function findPerson(db: Db, tenantId: string, who: Who): Promise<string[]> {
  if ('lead' in who) {
    const found = await findRecord(db, tenantId, 'lead', who.lead);
    return found === undefined ? [] : leadsOfPerson(db, tenantId, [who.lead]);
  }
  const wanted = new Set(namesOf(who));
  const leads: string[] = [];
  for (const id of await leadIdsOf(db, tenantId)) {
    const lead = await findRecord(db, tenantId, 'lead', id);
    if (namesOf({ phone: lead?.data['phone'], email: lead?.data['email'] }).some((name) => wanted.has(name))) {
      leads.push(id);
    }
  }
  if (leads.length > 0) return leadsOfPerson(db, tenantId, leads);
  const [known] = await findSuppressions(db, tenantId, await hashNames(db, tenantId, [...wanted]));
  const erasure = (await listErasures(db, tenantId)).find((one) => one.id === known?.erasure_id);
  return erasure === undefined ? [] : leadIdsIn(erasure);
}
