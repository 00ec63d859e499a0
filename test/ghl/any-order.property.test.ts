import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createHarness } from './harness.ts';

type Event = Record<string, unknown>;
const at = (minute: number, second = 0) =>
  new Date(Date.parse('2026-11-02T10:00:00.000Z') + minute * 60_000 + second * 1000).toISOString();
const contact = (type: string, id: string, minute: number, over: Event = {}): Event => ({
  type,
  id,
  timestamp: at(minute),
  ...over,
});
const message = (id: string | undefined, contactId: string, minute: number, over: Event = {}): Event => ({
  type: 'InboundMessage',
  contactId,
  conversationId: `conv-${contactId}`,
  messageId: id,
  messageType: 'SMS',
  body: `words of minute ${minute}`,
  dateAdded: at(minute),
  timestamp: at(minute, 1),
  from: '+12125550123',
  ...over,
});
const note = (type: string, minute: number, body: string): Event => ({
  type,
  id: 'n1',
  contactId: 'ann',
  body,
  dateAdded: at(20),
  timestamp: at(minute),
});

/** A history as a CRM tells it: two contacts that are merged, edits, deletions, opt-outs, reports with and without ids. */
const HISTORY: Event[] = [
  contact('ContactCreate', 'ann', 1, { name: 'Ann', phone: '+12125550123', tags: ['a'], dnd: false, dateAdded: at(0) }),
  contact('ContactUpdate', 'ann', 5, { name: 'Ann Lee', email: 'ann@example.com', tags: ['a', 'b'], dnd: false }),
  contact('ContactTagUpdate', 'ann', 9, { name: 'Ann Lee', tags: ['b'], dnd: false }),
  contact('ContactDndUpdate', 'ann', 12, { dnd: true, dndSettings: { SMS: { status: 'active' } } }),
  contact('ContactCreate', 'old', 2, { name: 'A. Lee', phone: '+12125550199', tags: [], dateAdded: at(1) }),
  contact('ContactDelete', 'old', 40, {}),
  message('m1', 'ann', 3),
  message(undefined, 'ann', 3, { timestamp: at(3, 2) }),
  message('m2', 'ann', 6, { type: 'OutboundMessage', source: 'workflow', to: '+12125550123' }),
  message('m3', 'ann', 4, {
    messageType: 'Email',
    emailMessageId: 'e3',
    body: '<p>By <b>mail</b></p>',
    from: 'Ann <ann@example.com>',
  }),
  message(undefined, 'ann', 4, {
    messageType: 'Email',
    emailMessageId: 'e3',
    body: '<p>By <b>mail</b></p>',
    timestamp: at(4, 5),
  }),
  message('m4', 'old', 7),
  message('m5', 'old', 8),
  {
    type: 'ConversationUpdate',
    oldConversationId: 'conv-old',
    newConversationId: 'conv-ann',
    contactId: 'ann',
    timestamp: at(39),
  },
  note('NoteCreate', 20, 'one'),
  note('NoteUpdate', 25, 'two'),
  note('NoteDelete', 30, 'two'),
].map((event, index) => ({ ...event, locationId: 'loc', webhookId: `w-${String(index).padStart(3, '0')}` }));

/** What is visible in the end, by the CRM's ids instead of ours. */
async function endOf(events: readonly Event[]) {
  const h = await createHarness();
  try {
    for (const event of events) {
      expect((await h.server.postWebhook(event)).status).toBe(200);
      await h.server.jobs.drain();
    }
    const rows = await h.records();
    const nameOf = new Map(rows.map((row) => [row.id, String(row.data['crmId'] ?? row.data['text'])]));
    return rows
      .filter((row) => row.data['deleted'] !== true)
      .map((row) => ({
        entity: row.entity,
        parent: row.parentId === null ? null : nameOf.get(row.parentId),
        data: {
          ...row.data,
          ...(row.entity === 'message' ? { conversationId: nameOf.get(String(row.data['conversationId'])) } : {}),
        },
      }))
      .map((row) =>
        JSON.stringify(row, (_key, value: unknown) =>
          isPlain(value) ? Object.fromEntries(Object.entries(value).sort()) : value,
        ),
      )
      .sort();
  } finally {
    await h.close();
  }
}
function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

test('any order and any repetition of a history end in the same records', async () => {
  const expected = await endOf(HISTORY);
  expect(expected.filter((row) => row.includes('"entity":"message"'))).toHaveLength(5);
  expect(expected.filter((row) => row.includes('"entity":"lead"'))).toHaveLength(1);
  const shuffled = fc.shuffledSubarray(HISTORY, { minLength: HISTORY.length });
  const repeated = fc.array(fc.nat({ max: HISTORY.length - 1 }), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(shuffled, repeated, async (events, again) => {
      expect(await endOf([...events, ...again.map((index) => events[index]!)])).toEqual(expected);
      // Manual resends carry the same body under a new delivery id.
      const resent = again.map((index) => ({
        ...events[index]!,
        webhookId: `${String(events[index]!['webhookId'])}-r`,
      }));
      expect(await endOf([...resent, ...events])).toEqual(expected);
    }),
    { numRuns: 20 },
  );
}, 300_000);
