import { awaitedUsers, findCrmCopy, saveCrmCopy, setWaitsFor, waitingFor } from '../storage/crm-copies.ts';
import { findCrmItem, valueOf } from '../storage/crm-items.ts';
import type { Db } from '../storage/db.ts';
import { crmUsersOf, linkedUser, linkUser } from '../storage/ghl-users.ts';
import { isMember, memberByEmail } from '../storage/members.ts';
import { findRecord, type StoredRecord } from '../storage/records.ts';
import { CRM_WRITER } from '../sync/check-op.ts';
import type { TenantWrite } from '../sync/tenant-write.ts';
import type { At } from './client.ts';
import { crmIdOf, type EventContext } from './event-context.ts';
import { mergeFields } from './merge-fields.ts';
import { queueUsersOfEvent } from './queue-users.ts';
import { textOf, type GhlEvent } from './read-event.ts';
import { writeStated } from './write-crm-record.ts';

/**
 * Gives the lead of a contact to the member who is the contact's user in the CRM. While nobody here is that user the
 * lead stays where it is and waits. What the CRM repeats says nothing, so that our own write comes back without effect.
 */
export async function takeAssignment(
  write: TenantWrite,
  context: EventContext,
  { crmId, leadId }: { crmId: string; leadId: string },
  event: GhlEvent,
): Promise<void> {
  const assignedTo = assignedIn(event);
  const copy = await findCrmCopy(write.db, write.tenantId, 'lead', crmId);
  if (assignedTo === undefined || copy === undefined) return;
  const isFirst = copy.fields['assignedTo'] === undefined;
  const changed = mergeFields(copy.fields, { assignedTo }, context);
  await saveCrmCopy(write.db, copy, leadId);
  // A contact that never was anybody's is no reason to take the lead from somebody.
  if (!('assignedTo' in changed) || (isFirst && assignedTo === null)) return;
  const { locationId, time, eventId } = context;
  const owner =
    assignedTo === null ? null : await memberOf(write.db, { tenantId: write.tenantId, locationId }, assignedTo);
  const user = owner === undefined ? `${locationId}:${assignedTo}` : null;
  await setWaitsFor(write.db, write.tenantId, 'lead', crmId, user);
  if (owner !== undefined) return giveTo(write, leadId, owner, { time, eventId });
  const known = await findCrmItem(write.db, write.tenantId, 'user', user ?? '');
  if (known === undefined) await queueUsersOfEvent(write, context);
}

/** The CRM's user to whom a contact belongs: null for nobody, undefined where the event does not say. */
function assignedIn(event: GhlEvent): string | null | undefined {
  const value = event['assignedTo'];
  if (value === null || value === '') return null;
  return textOf(value, 90) ?? undefined;
}

/** The active member who is a user of the CRM: as linked before, else by e-mail address. */
async function memberOf(db: Db, { tenantId, locationId }: At, ghlUserId: string): Promise<string | undefined> {
  const linked = await linkedUser(db, tenantId, ghlUserId);
  if (linked !== undefined) return (await isMember(db, tenantId, linked)) ? linked : undefined;
  const email = valueOf(await findCrmItem(db, tenantId, 'user', crmIdOf({ locationId }, ghlUserId)), 'email');
  if (typeof email !== 'string') return undefined;
  const member = await memberByEmail(db, tenantId, email.trim().toLowerCase());
  if (member !== undefined) await linkUser(db, tenantId, ghlUserId, member);
  return member;
}

async function giveTo(
  write: TenantWrite,
  leadId: string,
  owner: string | null,
  at: { time: number; eventId: string },
): Promise<void> {
  const lead = await findRecord(write.db, write.tenantId, 'lead', leadId);
  const stated = { entity: 'lead', parent: null, recordId: leadId, set: { owner } } as const;
  if (lead !== undefined && lead.ownerId !== owner) await writeStated(write, { ...stated, ...at }, lead);
}

/** Gives leads to members who have turned out to be the users they wait for; false when there was none to give. */
export async function giveWaiting(write: TenantWrite, most: number): Promise<boolean> {
  const { db, tenantId } = write;
  for (const user of await awaitedUsers(db, tenantId)) {
    const at = user.indexOf(':');
    const owner = await memberOf(db, { tenantId, locationId: user.slice(0, at) }, user.slice(at + 1));
    if (owner === undefined) continue;
    for (const crmId of await waitingFor(db, tenantId, user, most)) {
      await setWaitsFor(db, tenantId, 'lead', crmId, null);
      const copy = await findCrmCopy(db, tenantId, 'lead', crmId);
      const said = copy?.fields['assignedTo'];
      if (copy !== undefined && said !== undefined)
        await giveTo(write, copy.recordId, owner, { time: said.t, eventId: said.e });
    }
    return true;
  }
  return false;
}

/**
 * What the CRM is to be told of a lead's owner: a user of the location, null for nobody; undefined when there is nothing
 * to tell, because the CRM itself decided last, or the owner is nobody there.
 */
export async function ownerToTell(db: Db, at: At, lead: StoredRecord): Promise<string | null | undefined> {
  const writer = lead.meta['owner']?.o;
  if (writer === undefined || writer.startsWith(CRM_WRITER)) return undefined;
  if (lead.ownerId === null) return null;
  for (const ghlUserId of await crmUsersOf(db, at.tenantId, lead.ownerId)) {
    const user = await findCrmItem(db, at.tenantId, 'user', crmIdOf(at, ghlUserId));
    if (user !== undefined && valueOf(user, 'deleted') !== true) return ghlUserId;
  }
  return undefined;
}

/** Links the members whose address a user of the location has. */
export async function linkByEmail(db: Db, at: At, ghlUserIds: readonly string[]): Promise<void> {
  for (const ghlUserId of ghlUserIds) await memberOf(db, at, ghlUserId);
}
