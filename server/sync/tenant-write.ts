import type { Db } from '../storage/db.ts';
import type { Storage } from '../storage/storage.ts';
import { lockTenant, saveRev } from '../storage/tenants.ts';
import type { Pokes } from './pokes.ts';
import type { Edit } from './write-record.ts';

/** Told of every edit of a device that changed a record, in its transaction. */
export type AfterEdit = (write: TenantWrite, edit: Edit) => Promise<void>;

/** Told once a transaction, at its end, of the leads about which there is something new to analyse. */
export type LeadsChanged = (write: TenantWrite, leadIds: ReadonlySet<string>) => Promise<void>;

/** A write transaction of one tenant: its row is locked, so revisions are taken in the order of the commits. */
export interface TenantWrite {
  readonly db: Db;
  readonly tenantId: string;
  /** Wall clock of the transaction, milliseconds. */
  readonly now: number;
  /** The last revision taken so far. */
  rev(): number;
  nextRev(): number;
  /** Says that what is known of a lead has changed: its messages, or facts that their analysis depends on. */
  touchLead(leadId: string): void;
  readonly afterEdit?: AfterEdit | undefined;
}

export interface WriteDeps {
  storage: Storage;
  pokes: Pokes;
  clock: () => number;
  afterEdit?: AfterEdit | undefined;
  leadsChanged?: LeadsChanged | undefined;
}

/** Runs `work` with the tenant locked; after the commit the tenant's devices are poked when a revision was taken. */
export async function writeTenant<T>(
  deps: WriteDeps,
  tenantId: string,
  work: (write: TenantWrite) => Promise<T>,
): Promise<T> {
  const { result, rev, moved } = await deps.storage.inTenant(tenantId, async (db) => {
    const before = (await lockTenant(db, tenantId)).rev;
    let rev = before;
    const touched = new Set<string>();
    const write: TenantWrite = {
      db,
      tenantId,
      now: deps.clock(),
      rev: () => rev,
      nextRev: () => ++rev,
      touchLead: (leadId) => void touched.add(leadId),
      afterEdit: deps.afterEdit,
    };
    const result = await work(write);
    if (touched.size > 0) await deps.leadsChanged?.(write, touched);
    if (rev !== before) {
      await saveRev(db, tenantId, rev);
      await deps.pokes.announce(db, tenantId, rev);
    }
    return { result, rev, moved: rev !== before };
  });
  if (moved) deps.pokes.publish(tenantId, rev);
  return result;
}
