import type { Session } from '../auth/auth.ts';
import { hashToken } from '../auth/hash-token.ts';
import { membershipsOf } from '../storage/members.ts';
import { endedByDeactivation, setSessionTenant } from '../storage/sessions.ts';
import { viewerOf, type Viewer } from '../sync/viewer.ts';
import type { AppDeps } from './app-env.ts';

export type Found =
  | { ok: true; session: Session; viewer: Viewer }
  | { ok: false; status: 401 | 403; code: 'unauthenticated' | 'no_member' | 'member_deactivated' };

/**
 * Who asks: user, tenant and role by the session alone. A session that was never used is tied to the user's first
 * active team. `member_deactivated` tells the device to wipe what it holds of the team.
 */
export async function findViewer(
  { auth, storage }: Pick<AppDeps, 'auth' | 'storage'>,
  headers: Headers,
): Promise<Found> {
  const session = await auth.sessionOf(headers);
  if (session === null) {
    const token = auth.tokenIn(headers);
    const deactivated = token !== null && (await storage.asSystem((db) => endedByDeactivation(db, hashToken(token))));
    return { ok: false, status: 401, code: deactivated ? 'member_deactivated' : 'unauthenticated' };
  }
  const member = await storage.asSystem(async (db) => {
    const all = await membershipsOf(db, session.user.id);
    if (session.tenantId !== null) return all.find(({ tenantId }) => tenantId === session.tenantId);
    const first = all.find(({ active }) => active) ?? all[0];
    if (first?.active) await setSessionTenant(db, session.id, first.tenantId);
    return first;
  });
  if (member === undefined) return { ok: false, status: 403, code: 'no_member' };
  if (!member.active) return { ok: false, status: 403, code: 'member_deactivated' };
  return { ok: true, session, viewer: viewerOf(member) };
}
