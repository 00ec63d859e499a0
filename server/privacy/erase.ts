import { listErasures, forgetLog } from '../storage/erasures.ts';
import type { Audit } from '../auth/audit.ts';
import { writeTenant, type WriteDeps } from '../sync/tenant-write.ts';
import { erasePerson, type Erasure, type Reason } from './erase-person.ts';
import type { ErasureList } from './erasure-list.ts';

export interface EraseDeps extends WriteDeps {
  ids: () => string;
  audit: Audit;
  erasures: ErasureList;
}

/** Erases the people of these leads, each in a transaction of its own, and notes it beside the database. */
export async function eraseLeads(
  deps: EraseDeps,
  tenantId: string,
  leadIds: readonly string[],
  why: { reason: Reason; actor: string | null },
): Promise<Erasure[]> {
  const done = new Map<string, Erasure>();
  for (const leadId of leadIds) {
    const erasure = await writeTenant(deps, tenantId, (write) => erasePerson(write, deps, leadId, why));
    if (erasure !== undefined) done.set(erasure.id, erasure);
  }
  const known = new Set(deps.erasures.read().map((row) => row.id));
  const rows = await deps.storage.inTenant(tenantId, (db) => listErasures(db, tenantId));
  deps.erasures.append(rows.filter((row) => done.has(row.id) && !known.has(row.id)));
  await forgetLog(deps.storage.db);
  return [...done.values()];
}
