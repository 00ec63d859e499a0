import { leadsOwnedBy } from '../storage/lead-owners.ts';
import { deactivateMember, hasOtherAdmin, isMember, putMember, roleOf } from '../storage/members.ts';
import type { Role } from '../storage/schema.ts';
import { deletePushSubscriptionsOf } from '../storage/push-subscriptions.ts';
import { endSessionsOf, forgetEndedSessions } from '../storage/sessions.ts';
import { saveTenantSettings } from '../storage/tenants.ts';
import { MEMBERS_CHANGED } from '../sync/pokes.ts';
import { writeTenant, type TenantWrite, type WriteDeps } from '../sync/tenant-write.ts';
import type { Viewer } from '../sync/viewer.ts';
import { assignLead } from '../sync/write-record.ts';
import type { Audit, AuditEvent } from './audit.ts';
import { hashToken } from './hash-token.ts';

export interface TeamDeps extends WriteDeps {
  audit: Audit;
}

/** `last_admin`: a team never loses its last admin. `bad_owner`: leads go to active members only. */
export type TeamRefusal = 'not_found' | 'last_admin' | 'bad_owner';

/** Changes the role of an active member; their devices start again with what the new role sees. */
export function changeRole(deps: TeamDeps, by: Viewer, userId: string, role: Role): Promise<TeamRefusal | null> {
  return changeMembers(deps, by, async (write) => {
    const member = await roleOf(write.db, by.tenantId, userId);
    if (!member?.active) return 'not_found';
    if (role !== 'admin' && (await isLastAdmin(write, userId, member.role))) return 'last_admin';
    await putMember(write.db, by.tenantId, userId, role);
    await tell(deps, write, by, 'member.role_changed', userId, { from: member.role, to: role });
    return null;
  });
}

/**
 * Shuts a member out: sessions end, streams close, devices get no more pushes and wipe when they next ask, and the member's leads go to
 * somebody else or (null) to nobody. All of it or nothing.
 */
export function deactivate(
  deps: TeamDeps,
  by: Viewer,
  userId: string,
  leadsTo: string | null,
): Promise<TeamRefusal | null> {
  return changeMembers(deps, by, async (write) => {
    const { db, tenantId } = write;
    const member = await roleOf(db, tenantId, userId);
    if (!member?.active) return 'not_found';
    if (await isLastAdmin(write, userId, member.role)) return 'last_admin';
    if (leadsTo !== null && (leadsTo === userId || !(await isMember(db, tenantId, leadsTo)))) return 'bad_owner';
    await deactivateMember(db, tenantId, userId);
    await endSessionsOf(db, tenantId, userId, write.now, hashToken);
    await deletePushSubscriptionsOf(db, tenantId, userId);
    const leads = await leadsOwnedBy(db, tenantId, userId);
    for (const lead of leads) await assignLead(write, lead, leadsTo);
    await tell(deps, write, by, 'member.deactivated', userId, { leads: leads.length, leadsTo });
    return null;
  });
}

/** Lets a deactivated member in again, in the role they had. */
export function reactivate(deps: TeamDeps, by: Viewer, userId: string): Promise<TeamRefusal | null> {
  return changeMembers(deps, by, async (write) => {
    const member = await roleOf(write.db, by.tenantId, userId);
    if (member === undefined || member.active) return 'not_found';
    await putMember(write.db, by.tenantId, userId, member.role);
    await forgetEndedSessions(write.db, by.tenantId, userId);
    await tell(deps, write, by, 'member.reactivated', userId, { role: member.role });
    return null;
  });
}

export function changeSettings(
  deps: TeamDeps,
  by: Viewer,
  settings: { name: string; agentsSeeUnassigned: boolean },
): Promise<null> {
  return changeMembers(deps, by, async (write) => {
    await saveTenantSettings(write.db, by.tenantId, settings);
    const { agentsSeeUnassigned } = settings;
    await tell(deps, write, by, 'tenant.settings_changed', by.tenantId, { agentsSeeUnassigned });
    return null;
  });
}

/** Tells the audit log of something, in its transaction. */
export function tell(
  deps: Pick<TeamDeps, 'audit'>,
  write: Pick<TenantWrite, 'db' | 'now'>,
  by: Pick<Viewer, 'tenantId' | 'userId'>,
  kind: AuditEvent['kind'],
  subject: string | null,
  detail: AuditEvent['detail'] = {},
): Promise<void> {
  return deps.audit(write.db, { at: write.now, tenantId: by.tenantId, actor: by.userId, kind, subject, detail });
}

/** With the tenant locked, so that two admins cannot shut each other out at once; then the open streams look again. */
async function changeMembers<T>(deps: TeamDeps, by: Viewer, work: (write: TenantWrite) => Promise<T>): Promise<T> {
  const result = await writeTenant(deps, by.tenantId, async (write) => {
    const done = await work(write);
    if (done === null) await deps.pokes.announce(write.db, by.tenantId, MEMBERS_CHANGED);
    return done;
  });
  if (result === null) deps.pokes.publish(by.tenantId, MEMBERS_CHANGED);
  return result;
}

async function isLastAdmin(write: TenantWrite, userId: string, role: Role): Promise<boolean> {
  return role === 'admin' && !(await hasOtherAdmin(write.db, write.tenantId, userId));
}
