import { textOf, type GhlEvent } from './read-event.ts';

/** Kind of the events that a workflow's "Webhook" and "Custom Webhook" actions post. */
export const WORKFLOW_KIND = 'workflow';

/**
 * What a workflow's flat, snake_case body says, as events of GHL's own kinds: the contact, and the message when the
 * workflow was started by one or its builder mapped one (`message.body`, `customData.message`). Custom fields, at top
 * level by their label, stay in the stored body only.
 */
export function workflowEvents(body: GhlEvent): GhlEvent[] {
  const custom = objectOf(body['customData']);
  const contactId = firstText(body['contact_id'], body['contactId'], custom['contact_id'], custom['contactId']);
  if (contactId === null) return [];
  return [contactEvent(body, contactId), ...messageEvents(body, custom, contactId)];
}

function contactEvent(body: GhlEvent, contactId: string): GhlEvent {
  const event: GhlEvent = { type: 'ContactUpdate', id: contactId };
  const names: [string, unknown][] = [
    ['firstName', body['first_name']],
    ['lastName', body['last_name']],
    ['name', body['full_name']],
    ['email', body['email']],
    ['phone', body['phone']],
    ['state', body['state']],
    ['timezone', body['timezone']],
    ['source', body['contact_source']],
    ['dateAdded', body['date_created']],
  ];
  for (const [name, value] of names) if (textOf(value, 1) !== null) event[name] = value;
  const tags = tagsOf(body['tags']);
  if (tags !== null) event['tags'] = tags;
  return event;
}

/** Tags come as one text with commas or as a list. */
function tagsOf(value: unknown): unknown[] | null {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'string') return null;
  return value
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
}

function messageEvents(body: GhlEvent, custom: GhlEvent, contactId: string): GhlEvent[] {
  const message = objectOf(body['message']);
  const text = firstText(message['body'], custom['message']);
  if (text === null) return [];
  const direction = firstText(message['direction'], custom['direction']) ?? 'inbound';
  const event: GhlEvent = {
    type: direction === 'outbound' ? 'OutboundMessage' : 'InboundMessage',
    contactId,
    body: text,
    from: direction === 'outbound' ? undefined : (body['phone'] ?? body['email']),
    messageTypeId: message['type'],
    messageType: firstText(message['type'], custom['channel']) ?? undefined,
    messageId: firstText(message['id'], custom['messageId']) ?? undefined,
    conversationId: firstText(custom['conversationId']) ?? undefined,
    dateAdded: firstText(message['dateAdded'], custom['sentAt']) ?? undefined,
  };
  return [event];
}

function objectOf(value: unknown): GhlEvent {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as GhlEvent) : {};
}

function firstText(...values: unknown[]): string | null {
  return values.map((value) => textOf(value, 1_000_000)).find((text) => text !== null) ?? null;
}
