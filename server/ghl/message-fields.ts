import { createHash } from 'node:crypto';
import type { LeadRecord, MessageRecord } from '../../models/protocol/entities.ts';
import type { Channel } from '../../models/text/types.ts';
import { isAutomated } from './channel.ts';
import { emailText } from './email-text.ts';
import { cutText, isoOf, textOf, textsOf, timeOf, type GhlEvent } from './read-event.ts';

/**
 * What a message event says. A call or a voicemail has an empty text: analysis skips it, the history shows it. The text
 * of an e-mail that came without its body stays out until it is fetched.
 */
export function messageFields(
  event: GhlEvent,
  channel: Channel,
  conversationId: string,
  eventTime: number,
): Partial<MessageRecord> {
  return {
    conversationId,
    from: isInbound(event) ? 'lead' : 'agent',
    ...(lacksBody(event, channel) ? {} : { text: messageText(event, channel) }),
    channel,
    sentAt: isoOf(timeOf(event['dateAdded']) ?? eventTime),
    automated: isAutomated(event),
    ...(lacksBody(event, channel) && !('subject' in event) ? {} : { subject: textOf(event['subject'], 1000) }),
    attachments: textsOf(event['attachments'], 4000, 100),
  };
}

/** The event's kind decides: some official examples carry a `direction` of the other way round. */
export function isInbound(event: GhlEvent): boolean {
  return event['type'] === 'InboundMessage';
}

/** GHL's lists carry no bodies of e-mails. */
export function lacksBody(event: GhlEvent, channel: Channel): boolean {
  return channel === 'email' && textOf(event['body'], 1) === null && textOf(event['plainText'], 1) === null;
}

/** GHL's own ids of a message: an e-mail has one as a message and one as an e-mail, and not every event names both. */
export function ownIds(event: GhlEvent): string[] {
  const found = [textOf(event['messageId'], 150), ...emailIds(event)].filter((id) => id !== null);
  return [...new Set(found)];
}

/** Under which ids its body can be fetched. */
export function emailIds(event: GhlEvent): string[] {
  const meta = event['meta'];
  const email = typeof meta === 'object' && meta !== null ? (meta as GhlEvent)['email'] : null;
  const listed = typeof email === 'object' && email !== null ? (email as GhlEvent)['messageIds'] : null;
  const own = textOf(event['emailMessageId'], 150);
  return [...(own === null ? [] : [own]), ...textsOf(listed, 150, 10)];
}

/** Stable id of a message that GHL gave none: a hash of what it says (a replay hashes the same). */
export function contentId(event: GhlEvent): string {
  const said = ['type', 'contactId', 'conversationId', 'dateAdded', 'messageType', 'body', 'attachments'];
  const hash = createHash('sha256').update(JSON.stringify(said.map((key) => event[key] ?? null)));
  return `sha256:${hash.digest('base64url')}`;
}

/** How the contact can be reached, as far as the message tells: for a lead whose contact event has not come yet. */
export function placeholderFields(event: GhlEvent, channel: Channel): Partial<LeadRecord> {
  const other = isInbound(event) ? event['from'] : event['to'];
  const address = textOf(Array.isArray(other) ? other[0] : other, 400);
  if (address === null) return {};
  if (channel === 'email') {
    const email = /[^\s<>"]+@[^\s<>"]+/.exec(address)?.[0].toLowerCase();
    return email !== undefined && email.length <= 320 ? { email } : {};
  }
  return /^\+?[\d\s().-]{5,40}$/.test(address) ? { phone: address.slice(0, 40) } : {};
}

export function messageText(event: GhlEvent, channel: Channel): string {
  const plain = textOf(event['plainText'], 200_000);
  if (channel === 'email' && plain !== null) return plain;
  const body = textOf(event['body'], 1_000_000);
  if (body === null) return '';
  const isHtml = channel === 'email' || event['contentType'] === 'text/html';
  return cutText(isHtml ? emailText(body) : body, 200_000);
}
