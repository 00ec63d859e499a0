import type { Db } from '../storage/db.ts';
import { listMembers, type ListedMember } from '../storage/members.ts';

/**
 * Who is told of a lead: its owner; of a lead that is nobody's (or of somebody's who has left) the team leads, and where
 * there are none the admins.
 */
export async function recipientsOf(db: Db, tenantId: string, ownerId: string | null): Promise<ListedMember[]> {
  const active = (await listMembers(db, tenantId)).filter((member) => member.active);
  const owner = active.filter(({ userId }) => userId === ownerId);
  if (owner.length > 0) return owner;
  const leads = active.filter(({ role }) => role === 'lead');
  return leads.length > 0 ? leads : active.filter(({ role }) => role === 'admin');
}
