import { Hono } from 'hono';
import type { CrmMessage, CrmState } from './crm-state.ts';

/** A cursor of the export call lives this long, milliseconds. */
const CURSOR_LIFE = 120_000;
const TYPES: Record<string, { type: number; messageType: string }> = {
  SMS: { type: 2, messageType: 'TYPE_SMS' },
  Email: { type: 3, messageType: 'TYPE_EMAIL' },
  WhatsApp: { type: 19, messageType: 'TYPE_WHATSAPP' },
  Live_Chat: { type: 29, messageType: 'TYPE_LIVE_CHAT' },
};

/** Conversations, messages, the export with its short-lived cursor, and opportunities. */
export function conversationRoutes(state: CrmState, now: () => number, id: () => string) {
  const cursors = new Map<string, { after: number; made: number }>();
  return new Hono()
    .get('/conversations/search', (c) => {
      const contactId = c.req.query('contactId');
      const own = state.messages.filter((message) => contactId === undefined || message.contactId === contactId);
      const ids = [...new Set(own.map((message) => message.conversationId))];
      const conversations = ids.map((conversationId) => conversationOf(state, conversationId));
      return c.json({ conversations, total: conversations.length });
    })
    .get('/conversations/messages/export', (c) => {
      const { cursor, startDate, endDate, limit } = c.req.query();
      const known = cursor === undefined ? { after: 0, made: now() } : cursors.get(cursor);
      if (known === undefined || now() - known.made > CURSOR_LIFE) {
        return c.json({ statusCode: 400, message: 'Invalid or expired cursor' }, 400);
      }
      const all = state.messages
        .filter((one) => one.locationId === c.req.query('locationId'))
        .filter((one) => startDate === undefined || Date.parse(one.dateAdded) >= Date.parse(startDate))
        .filter((one) => endDate === undefined || Date.parse(one.dateAdded) <= Date.parse(endDate))
        .sort((a, b) => a.dateAdded.localeCompare(b.dateAdded) || a.id.localeCompare(b.id));
      const size = Number(limit ?? 100);
      const page = all.slice(known.after, known.after + size).map(withoutEmailBody);
      const more = known.after + size < all.length;
      const nextCursor = more ? `cursor-${id()}` : undefined;
      if (nextCursor !== undefined) cursors.set(nextCursor, { after: known.after + size, made: now() });
      return c.json({ messages: page, total: all.length, ...(nextCursor === undefined ? {} : { nextCursor }) });
    })
    .get('/conversations/messages/email/:id', (c) => {
      const email = state.emails.get(c.req.param('id'));
      return email === undefined ? c.json({ statusCode: 404, message: 'Not found' }, 404) : c.json(email);
    })
    .get('/conversations/:id/messages', (c) => {
      const messages = state.messages
        .filter((message) => message.conversationId === c.req.param('id'))
        .sort((a, b) => b.dateAdded.localeCompare(a.dateAdded))
        .slice(0, Number(c.req.query('limit') ?? 20))
        .map(withoutEmailBody);
      // The real answer is nested once more than the description says.
      return c.json({ messages: { lastMessageId: messages.at(-1)?.id ?? '', nextPage: false, messages } });
    })
    .post('/conversations/messages', async (c) => {
      const body = (await c.req.json()) as {
        type: string;
        contactId: string;
        message?: string;
        html?: string;
        subject?: string;
      };
      const contact = state.contacts.get(body.contactId);
      const kind = TYPES[body.type];
      if (contact === undefined || kind === undefined) return c.json({ statusCode: 400, message: 'Not sendable' }, 400);
      const earlier = state.messages.find((message) => message.contactId === body.contactId);
      const message: CrmMessage = {
        id: `msg-${id()}`,
        ...kind,
        locationId: contact.locationId,
        contactId: contact.id,
        conversationId: earlier?.conversationId ?? `conv-${id()}`,
        dateAdded: new Date(now()).toISOString(),
        ...(body.type === 'Email' ? {} : { body: body.message ?? '' }),
        direction: 'outbound',
        status: 'sent',
        contentType: body.type === 'Email' ? 'text/html' : 'text/plain',
        source: 'api',
      };
      if (body.type === 'Email') addEmail(state, message, body.html ?? '', body.subject, contact.email ?? '');
      state.messages.push(message);
      const answer = { conversationId: message.conversationId, messageId: message.id, status: 'pending' as const };
      return c.json(body.type === 'Email' ? { ...answer, emailMessageId: message.meta?.email?.messageIds[0] } : answer);
    })
    .get('/opportunities/search', (c) => {
      const { location_id, page = '1', limit = '20' } = c.req.query();
      const all = state.opportunities.filter((one) => one.locationId === location_id);
      const from = (Number(page) - 1) * Number(limit);
      const opportunities = all.slice(from, from + Number(limit));
      const next = from + Number(limit) < all.length ? { nextPage: Number(page) + 1 } : {};
      return c.json({ opportunities, meta: { total: all.length, currentPage: Number(page), ...next } });
    });
}

function addEmail(state: CrmState, message: CrmMessage, html: string, subject: string | undefined, to: string): void {
  const emailId = `email-${message.id}`;
  message.meta = { email: { messageIds: [emailId] } };
  state.emails.set(emailId, {
    id: emailId,
    threadId: emailId,
    locationId: message.locationId,
    contactId: message.contactId,
    conversationId: message.conversationId,
    dateAdded: message.dateAdded,
    ...(subject === undefined ? {} : { subject }),
    body: html,
    direction: message.direction,
    contentType: 'text/html',
    from: 'agent@example.com',
    to: [to],
  });
}

/** The lists carry no bodies of e-mails. */
function withoutEmailBody(message: CrmMessage): CrmMessage {
  if (message.messageType !== 'TYPE_EMAIL') return message;
  const { body: _body, ...rest } = message;
  return rest;
}

function conversationOf(state: CrmState, conversationId: string) {
  const last = state.messages.filter((one) => one.conversationId === conversationId).at(-1)!;
  const contact = state.contacts.get(last.contactId);
  return {
    id: conversationId,
    contactId: last.contactId,
    locationId: last.locationId,
    lastMessageBody: last.body ?? '',
    lastMessageType: last.messageType,
    type: 'TYPE_PHONE',
    unreadCount: 0,
    fullName: contact?.name ?? '',
    contactName: contact?.name ?? '',
    email: contact?.email ?? '',
    phone: contact?.phone ?? '',
  };
}
