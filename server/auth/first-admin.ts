import { hasMembers, putMember } from '../storage/members.ts';
import type { Storage } from '../storage/storage.ts';
import { firstTenant, insertTenant, lockFirstStart } from '../storage/tenants.ts';
import type { Auth } from './auth.ts';

export interface FirstAdminDeps {
  storage: Storage;
  auth: Auth;
  clock: () => number;
  ids: () => string;
  /** A new random password. */
  makePassword: () => string;
}

/**
 * On the first start makes the default tenant and its admin; later starts find a member and change nothing.
 * A start that was killed half-way is completed by the next one.
 * @returns the address and the password to print once, or null when there is somebody already.
 */
export async function ensureFirstAdmin(
  deps: FirstAdminDeps,
  wanted: { email: string; password: string | null },
): Promise<{ email: string; password: string } | null> {
  const { storage } = deps;
  const tenantId = await storage.asSystem(async (db) => {
    await lockFirstStart(db);
    if (await hasMembers(db)) return null;
    const known = await firstTenant(db);
    if (known !== undefined) return known.id;
    const tenant = { id: deps.ids(), name: 'My team', rev: 0, min_rev: 0, epoch: deps.ids(), created_at: deps.clock() };
    await insertTenant(db, tenant);
    return tenant.id;
  });
  if (tenantId === null) return null;
  const password = wanted.password ?? deps.makePassword();
  const userId = await deps.auth.putAccount({ email: wanted.email, name: 'Admin', password });
  await storage.inTenant(tenantId, (db) => putMember(db, tenantId, userId, 'admin'));
  return { email: wanted.email, password };
}
