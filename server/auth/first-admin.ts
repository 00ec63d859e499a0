import { hasMembers, putMember } from '../storage/members.ts';
import type { Storage } from '../storage/storage.ts';
import { firstTenant, insertTenant } from '../storage/tenants.ts';
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
  if (await hasMembers(storage.db)) return null;
  let tenant = await firstTenant(storage.db);
  if (tenant === undefined) {
    tenant = { id: deps.ids(), name: 'My team', rev: 0, min_rev: 0, epoch: deps.ids(), created_at: deps.clock() };
    await insertTenant(storage.db, tenant);
  }
  const password = wanted.password ?? deps.makePassword();
  const userId = await deps.auth.putAccount({ email: wanted.email, name: 'Admin', password });
  await putMember(storage.db, tenant.id, userId, 'admin');
  return { email: wanted.email, password };
}
