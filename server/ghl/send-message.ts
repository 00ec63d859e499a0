import * as v from 'valibot';
import { CHANNELS } from '../../models/text/types.ts';
import { RetryLater } from '../jobs/job-errors.ts';
import type { Outgoing } from '../storage/outgoing.ts';
import { findRecord } from '../storage/records.ts';
import type { TenantWrite } from '../sync/tenant-write.ts';
import { getEmail, recentMessages, sendMessage, type ApiMessage } from './api.ts';
import type { At } from './client.ts';
import type { ContactRef } from './contacts-of-lead.ts';
import { createOnce } from './create-once.ts';
import type { EventDeps } from './event-context.ts';
import { processMessage } from './message-events.ts';
import { OpenHours, sendableAt } from './open-hours.ts';
import { heldReason, messagesOf, SEND_TYPES } from './send-checks.ts';
import { ghlSettingsOf } from './settings.ts';
import { isSince, sameText, type WriteItemDeps } from './write-note-task.ts';

/** A message that a person approved. */
export const MessageData = v.object({
  channel: v.picklist(CHANNELS),
  text: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(5000)),
  subject: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(300))), null),
  /** The lead's last message that the person had seen; null when there was none. */
  seen: v.nullable(v.pipe(v.string(), v.maxLength(200))),
  /** The own hours of the person who approved it; the team's and the law's hold besides. */
  hours: v.optional(v.nullable(OpenHours), null),
  approvedAt: v.number(),
});
export type MessageData = v.InferOutput<typeof MessageData>;

export type Sent =
  { kind: 'held'; reason: string } | { kind: 'sent'; crmId: string; note: (write: TenantWrite) => Promise<void> };

/**
 * Sends an approved message, once, after checking again what was true at approval: consent, quiet hours, and that the
 * lead has not written since, here or in the CRM. Throws RetryLater until the next hour that is open.
 */
export async function sendApproved(
  deps: WriteItemDeps & { events: EventDeps },
  item: Outgoing,
  contact: ContactRef,
): Promise<Sent> {
  const message = v.parse(MessageData, item.data);
  const type = SEND_TYPES[message.channel];
  const settings = await deps.inTenant((db) => ghlSettingsOf(db, item.tenantId));
  if (!settings.messages) return { kind: 'held', reason: 'sending_off' };
  if (type === undefined) return { kind: 'held', reason: 'channel_not_sendable' };
  const now = deps.clock();
  const { lead, reason } = await deps.inTenant(async (db) => {
    const lead = await findRecord(db, item.tenantId, 'lead', item.leadId);
    return { lead, reason: await heldReason(db, lead, [contact], { ...message, type }, now) };
  });
  // A message that may have gone out already is looked for first, whatever has happened since.
  if (item.triedAt === null && (reason !== null || lead === undefined))
    return { kind: 'held', reason: reason ?? 'lead_gone' };
  const at = { tenantId: item.tenantId, locationId: contact.locationId };
  const recent = () => recentMessages(deps.client, at, contact.contactId);
  if (item.triedAt === null) {
    if ((await recent()).some((one) => isNewWord(one, message.approvedAt)))
      return { kind: 'held', reason: 'lead_wrote_since' };
    const messages = await deps.inTenant((db) => messagesOf(db, item.tenantId, item.leadId));
    const own = [settings.hours, message.hours];
    const open = sendableAt(now, lead!, messages, { teamZone: settings.timeZone, own });
    if (open > now) throw new RetryLater(open, 'quiet_hours');
  }
  let answer: { messageId: string; conversationId?: string; emailMessageId?: string | null | undefined } | null = null;
  const messageId = await createOnce(deps, item, {
    find: async (since) => {
      const found = await findSent(deps, at, await recent(), message, since);
      if (found === null && (reason !== null || lead === undefined)) throw new StillHeld(reason ?? 'lead_gone');
      return found;
    },
    create: async () => {
      answer = await sendMessage(deps.client, at, { type, contactId: contact.contactId, ...content(message) });
      return answer.messageId;
    },
  }).catch((error: unknown) => {
    if (error instanceof StillHeld) return error;
    throw error;
  });
  if (messageId instanceof StillHeld) return { kind: 'held', reason: messageId.message };
  const event = sentEvent(message, contact, answer ?? { messageId });
  const context = { ...deps.events, locationId: contact.locationId, eventId: `sent:${item.id}`, time: deps.clock() };
  return {
    kind: 'sent',
    crmId: `${contact.locationId}:${messageId}`,
    note: async (write) => void (await processMessage(write, context, event)),
  };
}

/** Not sent at the first try, and by now there is a reason not to. */
class StillHeld extends Error {}

function isNewWord(message: ApiMessage, approvedAt: number): boolean {
  return message.direction === 'inbound' && Date.parse(message.dateAdded) > approvedAt;
}

function content(message: MessageData) {
  if (message.channel !== 'email') return { message: message.text };
  const html = escapeHtml(message.text).replaceAll('\n', '<br>');
  return { html: `<p>${html}</p>`, subject: message.subject ?? 'Your message' };
}

/** An outbound message of the same words that the CRM has had since the first try. */
async function findSent(
  deps: WriteItemDeps,
  at: At,
  recent: readonly ApiMessage[],
  message: MessageData,
  since: number,
): Promise<string | null> {
  for (const one of recent) {
    if (one.direction !== 'outbound' || !isSince(one.dateAdded, since)) continue;
    if (message.channel !== 'email') {
      if (sameText(one.body, message.text)) return one.id;
      continue;
    }
    const emailId = one.meta?.email?.messageIds?.[0];
    if (emailId === undefined) continue;
    const { body } = await getEmail(deps.client, at, emailId);
    if (sameText(body, message.text)) return one.id;
  }
  return null;
}

/** The message as a record: without GHL's date, so that the date of its own webhook overrules ours. */
function sentEvent(
  message: MessageData,
  contact: ContactRef,
  answer: { messageId: string; conversationId?: string; emailMessageId?: string | null | undefined },
) {
  return {
    type: 'OutboundMessage',
    contactId: contact.contactId,
    messageId: answer.messageId,
    conversationId: answer.conversationId,
    emailMessageId: answer.emailMessageId ?? undefined,
    messageType: SEND_TYPES[message.channel],
    body: message.text,
    ...(message.channel === 'email' ? { plainText: message.text, subject: message.subject } : {}),
    source: 'app',
  };
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
