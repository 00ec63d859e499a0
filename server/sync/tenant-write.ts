import type { Db } from '../storage/db.ts';
import type { Storage } from '../storage/storage.ts';
import { lockTenant, saveRev } from '../storage/tenants.ts';
import type { Pokes } from './pokes.ts';
import type { Edit } from './write-record.ts';

/** Told of every edit of a device that changed a record, in its transaction. */
export type AfterEdit = (write: TenantWrite, edit: Edit) => Promise<void>;

/** A write transaction of one tenant: its row is locked, so revisions are taken in the order of the commits. */
export interface TenantWrite {
  readonly db: Db;
  readonly tenantId: string;
  /** Wall clock of the transaction, milliseconds. */
  readonly now: number;
  /** The last revision taken so far. */
  rev(): number;
  nextRev(): number;
  readonly afterEdit?: AfterEdit | undefined;
}

export interface WriteDeps {
  storage: Storage;
  pokes: Pokes;
  clock: () => number;
  afterEdit?: AfterEdit | undefined;
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
    const { afterEdit } = deps;
    const result = await work({ db, tenantId, now: deps.clock(), rev: () => rev, nextRev: () => ++rev, afterEdit });
    if (rev !== before) {
      await saveRev(db, tenantId, rev);
      await deps.pokes.announce(db, tenantId, rev);
    }
    return { result, rev, moved: rev !== before };
  });
  if (moved) deps.pokes.publish(tenantId, rev);
  return result;
}
