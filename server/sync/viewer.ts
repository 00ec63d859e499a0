import type { Member } from '../storage/members.ts';
import type { Sight } from '../storage/records.ts';
import type { Role } from '../storage/schema.ts';

/** Who asks, by the session alone. */
export interface Viewer {
  tenantId: string;
  userId: string;
  role: Role;
  /** An agent also sees leads that belong to nobody. */
  seesUnassigned: boolean;
  /** Changes whenever what the viewer may see changes as a whole: a client that held another must start again. */
  scope: string;
}

export function viewerOf(member: Omit<Member, 'active'>): Viewer {
  const { tenantId, userId, role, scopeRev, seesUnassigned } = member;
  const sight = role === 'agent' && !seesUnassigned ? ':own' : '';
  return { tenantId, userId, role, seesUnassigned, scope: `${tenantId}:${userId}:${role}:${scopeRev}${sight}` };
}

export function canWrite(viewer: Viewer): boolean {
  return viewer.role !== 'viewer';
}

/** Who may hand out leads. */
export function canAssign(viewer: Viewer): boolean {
  return viewer.role === 'admin' || viewer.role === 'lead';
}

/**
 * What a role sees: an admin everything, team lead and viewer the tenant, an agent their own and maybe unassigned leads;
 * of saved views each only their own.
 */
export function sightOf(viewer: Viewer): Sight {
  const { userId, role, seesUnassigned } = viewer;
  if (role === 'admin') return { kind: 'all', userId };
  if (role !== 'agent') return { kind: 'tenant', userId };
  return { kind: 'owned', userId, unassigned: seesUnassigned };
}
