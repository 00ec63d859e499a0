import { soleTenant } from '../storage/ghl-settings.ts';
import { membershipsOf } from '../storage/members.ts';
import type { Db } from '../storage/db.ts';
import type { Storage } from '../storage/storage.ts';
import type { Audit } from './audit.ts';

/** A session was opened: every team that it opens the door to has it in its log. */
export async function auditSignIn(
  deps: { storage: Storage; audit: Audit; clock: () => number },
  userId: string,
  how: 'password' | 'passkey',
): Promise<void> {
  const members = await deps.storage.asSystem((db) => membershipsOf(db, userId));
  for (const { tenantId } of members.filter(({ active }) => active)) {
    const event = { at: deps.clock(), tenantId, actor: userId, subject: userId, detail: { how } };
    await deps.storage.inTenant(tenantId, (db) => deps.audit(db, { ...event, kind: 'session.opened' }));
  }
}

/**
 * A sign-in was refused: the teams of the account have it in their logs. Who is nobody here goes into the log of the only
 * team there is, by a keyed hash of the address; where there are several nobody can say whose matter it is.
 */
export async function auditRefusedSignIn(
  deps: { storage: Storage; audit: Audit; clock: () => number },
  who: { userId: string | null; email: string | null },
  how: 'password' | 'passkey',
): Promise<void> {
  const { userId, email } = who;
  const refused = { at: deps.clock(), actor: null, kind: 'session.refused', subject: userId } as const;
  const members = userId === null ? [] : await deps.storage.asSystem((db) => membershipsOf(db, userId));
  for (const { tenantId } of members) {
    const event = { ...refused, tenantId, detail: { how } };
    await deps.storage.inTenant(tenantId, (db) => deps.audit(db, event));
  }
  if (members.length > 0 || email === null) return;
  const tenantId = await deps.storage.asSystem(soleTenant);
  if (tenantId === undefined) return;
  await deps.storage.inTenant(tenantId, async (db) => {
    const account = await accountHash(db, tenantId, email);
    await deps.audit(db, { ...refused, subject: null, tenantId, detail: { how, account } });
  });
}

/** Tells one unknown address from another, and nothing of it. */
export function accountHash(db: Db, tenantId: string, email: string): Promise<string> {
  return db.codec.digest(tenantId, `account:${email.trim().toLowerCase()}`);
}
