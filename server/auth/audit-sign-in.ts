import { membershipsOf } from '../storage/members.ts';
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
