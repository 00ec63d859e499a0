import { findCrmCopy } from '../storage/crm-copies.ts';
import { resolveAlias, saveAlias } from '../storage/crm-alias.ts';
import { saveTwin, twinsOf, type Twin } from '../storage/message-twins.ts';
import type { TenantWrite } from '../sync/tenant-write.ts';
import { crmIdOf, type EventContext } from './event-context.ts';
import { contentId, isInbound, ownIds } from './message-fields.ts';
import type { GhlEvent } from './read-event.ts';

/** GHL's own dates of one message agree to the second. */
const DATED_MILLIS = 2000;
/** A workflow says nothing of when a message was sent: it comes within minutes. */
const UNDATED_MILLIS = 600_000;

/** A message as it is reported: with or without GHL's id, with or without its date. */
export interface Reported {
  event: GhlEvent;
  contactId: string;
  text: string;
  sentAt: number;
  /** False when `sentAt` is only when it came. */
  dated: boolean;
}

/**
 * Finds the message that a report is about. GHL reports one message by webhook (sometimes without an id), by a
 * workflow (without id and date) and in the export (with an id); whichever comes first, it is one record.
 * @returns the CRM id to write it under, and whether a record is there already.
 */
export async function identifyMessage(
  write: TenantWrite,
  context: EventContext,
  reported: Reported,
): Promise<{ crmId: string; known: boolean }> {
  const own = ownIds(reported.event).map((id) => crmIdOf(context, id));
  for (const id of [...own, crmIdOf(context, contentId(reported.event))]) {
    const crmId = await resolveAlias(write.db, write.tenantId, 'message', id);
    if ((await findCrmCopy(write.db, write.tenantId, 'message', crmId)) === undefined) continue;
    await remember(write, context, reported, crmId, own);
    return { crmId, known: true };
  }
  const twin = await findTwin(write, context, reported, own.length > 0);
  const crmId = twin?.crmId ?? own[0] ?? crmIdOf(context, contentId(reported.event));
  await remember(write, context, reported, crmId, own, twin);
  return { crmId, known: twin !== undefined };
}

async function findTwin(write: TenantWrite, context: EventContext, reported: Reported, named: boolean) {
  if (reported.text === '') return undefined;
  const twins = await twinsOf(write.db, write.tenantId, fingerprintOf(write, context, reported));
  const near = (twin: Twin) => {
    // Two ids are two messages, and so are two dates without an id.
    if (twin.named && named) return false;
    const bothDated = twin.dated && reported.dated;
    if (bothDated && !twin.named && !named) return false;
    return Math.abs(twin.sentAt - reported.sentAt) <= (bothDated ? DATED_MILLIS : UNDATED_MILLIS);
  };
  const distance = (twin: Twin) => Math.abs(twin.sentAt - reported.sentAt);
  return twins.filter(near).sort((a, b) => distance(a) - distance(b))[0];
}

async function remember(
  write: TenantWrite,
  context: EventContext,
  reported: Reported,
  crmId: string,
  own: readonly string[],
  twin?: Twin,
): Promise<void> {
  for (const id of own) await saveAlias(write.db, write.tenantId, 'message', id, crmId);
  if (reported.text === '') return;
  const fingerprint = fingerprintOf(write, context, reported);
  const before = twin ?? (await twinsOf(write.db, write.tenantId, fingerprint)).find((one) => one.crmId === crmId);
  const useOld = before !== undefined && (before.dated || !reported.dated);
  await saveTwin(write.db, write.tenantId, fingerprint, {
    crmId,
    named: own.length > 0 || (before?.named ?? false),
    dated: reported.dated || (before?.dated ?? false),
    sentAt: useOld ? before.sentAt : reported.sentAt,
  });
}

function fingerprintOf(write: TenantWrite, context: EventContext, reported: Reported): string {
  const { event, contactId, text } = reported;
  const said = [context.locationId, contactId, isInbound(event), text.replace(/\s+/g, ' ').trim()];
  return context.fingerprint(write.tenantId, JSON.stringify(said));
}
