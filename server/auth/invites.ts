import type { AppDeps } from '../http/app-env.ts';
import { insertInvite, usableInvite, useInvite } from '../storage/invites.ts';
import { putMember, roleOf } from '../storage/members.ts';
import type { Role } from '../storage/schema.ts';
import { MEMBERS_CHANGED } from '../sync/pokes.ts';
import type { Viewer } from '../sync/viewer.ts';
import { hashToken } from './hash-token.ts';
import { tell } from './team.ts';

type InviteDeps = Pick<AppDeps, 'storage' | 'auth' | 'clock' | 'ids' | 'audit' | 'makeToken' | 'pokes'>;

export interface MadeInvite {
  id: string;
  /** Told once; only its hash is stored. */
  token: string;
  role: Role;
  expiresAt: number;
}

export async function createInvite(
  deps: InviteDeps,
  by: Viewer,
  wanted: { role: Role; validHours: number },
): Promise<MadeInvite> {
  const now = deps.clock();
  const { role } = wanted;
  const made = { id: deps.ids(), token: deps.makeToken(), role, expiresAt: now + wanted.validHours * 3600_000 };
  await deps.storage.inTenant(by.tenantId, async (db) => {
    await insertInvite(db, {
      id: made.id,
      tenant_id: by.tenantId,
      token_hash: hashToken(made.token),
      role,
      created_by: by.userId,
      created_at: now,
      expires_at: made.expiresAt,
      used_at: null,
      used_by: null,
    });
    await tell(deps, { db, now }, by, 'invite.created', made.id, { role });
  });
  return made;
}

/** The team and role that a token invites to, or null. */
export async function lookAtInvite(deps: InviteDeps, token: string): Promise<{ team: string; role: Role } | null> {
  const invite = await deps.storage.asSystem((db) => usableInvite(db, hashToken(token), deps.clock()));
  return invite === undefined ? null : { team: invite.tenant_name, role: invite.role };
}

export interface NewAccount {
  email: string;
  name: string;
  password: string;
}

export type Accepted =
  | { ok: true; tenant: string; role: Role }
  | { ok: false; code: 'invite_invalid' | 'account_exists' | 'already_member' };

/**
 * Uses an invite up, once: by the user who is signed in, or by making an account. An address that has an account must
 * sign in first, so that nobody gets a password set by another.
 */
export async function acceptInvite(
  deps: InviteDeps,
  token: string,
  who: { userId: string } | { account: NewAccount },
): Promise<Accepted> {
  const { storage, auth } = deps;
  const invite = await storage.asSystem((db) => usableInvite(db, hashToken(token), deps.clock()));
  if (invite === undefined) return { ok: false, code: 'invite_invalid' };
  if ('account' in who && (await auth.findAccount(who.account.email)) !== null) {
    return { ok: false, code: 'account_exists' };
  }
  const userId = 'account' in who ? await auth.putAccount(who.account) : who.userId;
  const { tenant_id: tenantId, role } = invite;
  const refusal = await storage.inTenant(tenantId, async (db) => {
    const now = deps.clock();
    // Whoever was deactivated is let in again by an admin, not by a link.
    if ((await roleOf(db, tenantId, userId)) !== undefined) return 'already_member';
    if (!(await useInvite(db, invite.id, userId, now))) return 'invite_invalid';
    await putMember(db, tenantId, userId, role);
    await deps.pokes.announce(db, tenantId, MEMBERS_CHANGED);
    await tell(deps, { db, now }, { tenantId, userId }, 'invite.accepted', invite.id, { role });
    return null;
  });
  if (refusal === null) {
    deps.pokes.publish(tenantId, MEMBERS_CHANGED);
    return { ok: true, tenant: tenantId, role };
  }
  if ('account' in who) await auth.removeAccount(userId);
  return { ok: false, code: refusal };
}
