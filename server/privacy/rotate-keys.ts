import { appendAudit } from '../storage/audit-log.ts';
import { createFieldCipher, type FieldKey } from '../storage/field-cipher.ts';
import { ghlTokens } from '../storage/ghl-tokens.ts';
import { rewrapKeys } from '../storage/person-codec.ts';
import { sealPlain } from '../storage/seal-plain.ts';
import type { Storage } from '../storage/storage.ts';
import { allTenants } from '../storage/tenants.ts';

/** What was written anew: keys of people, accesses to the CRM, and values that were not encrypted before. */
export interface Rotated {
  keys: number;
  tokens: number;
  values: number;
}

/** Brings everything under the first of the field keys: after it, the others can be taken out of FIELD_KEYS. */
export async function rotateKeys(storage: Storage, fieldKeys: readonly FieldKey[], now: number): Promise<Rotated> {
  const cipher = createFieldCipher(fieldKeys);
  const asSystem = storage.asSystem.bind(storage);
  const keys = await asSystem((db) => rewrapKeys(db.sql, cipher));
  const tokens = await asSystem((db) => ghlTokens(cipher).rotate(db));
  const values = await sealPlain(asSystem);
  const rotated = { keys, tokens, values };
  if (keys + tokens + values === 0) return rotated;
  await asSystem(async (db) => {
    for (const { id } of await allTenants(db)) {
      const event = { at: now, tenantId: id, actor: null, subject: null, detail: { ...rotated } };
      await appendAudit(db, { ...event, kind: 'keys.rotated' });
    }
  });
  return rotated;
}
