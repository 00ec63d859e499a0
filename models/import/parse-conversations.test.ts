import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseConversation, parsePastedChat, parseRecord } from './parse-conversations.ts';

const NOW = '2026-05-12T18:00:00-05:00';

function conversationOf(value: unknown) {
  const parsed = parseConversation(value);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.conversation;
}

describe('parseConversation', () => {
  it('reads the shape of the command line', () => {
    const value = {
      id: 'c1',
      leadId: 'l1',
      channel: 'sms',
      timeZone: 'America/Chicago',
      state: 'IL',
      messages: [{ id: 'm1', from: 'lead', text: 'hi', sentAt: NOW, channel: 'email', automated: false, extra: 1 }],
      expected: {},
    };
    expect(conversationOf(value)).toEqual({
      id: 'c1',
      leadId: 'l1',
      channel: 'sms',
      timeZone: 'America/Chicago',
      state: 'IL',
      messages: [
        { id: 'm1', from: 'lead', text: 'hi', sentAt: '2026-05-12T18:00:00-05:00', channel: 'email', automated: false },
      ],
    });
  });

  it('takes content, timestamp, role and a missing speaker', () => {
    const { messages } = conversationOf({
      id: 7,
      messages: [
        { content: 'hi', timestamp: '2026-05-12 18:00' },
        { role: 'assistant', content: 'hello', timestamp: 1_778_600_000 },
        { role: 'user', content: 'ok', timestamp: 1_778_600_000_000 },
        'bare',
      ],
    });
    expect(messages.map(({ from, text, sentAt }) => [from, text, sentAt])).toEqual([
      ['lead', 'hi', '2026-05-12T18:00:00Z'],
      ['agent', 'hello', '2026-05-12T15:33:20.000Z'],
      ['lead', 'ok', '2026-05-12T15:33:20.000Z'],
      ['lead', 'bare', '2026-05-12T15:33:20.000Z'],
    ]);
  });

  it('makes the same ids for the same content, and the lead of the conversation', () => {
    const value = { messages: [{ text: 'a' }, { text: 'b' }] };
    const first = conversationOf(value);
    expect(conversationOf(structuredClone(value))).toEqual(first);
    expect(first.leadId).toBe(first.id);
    expect(new Set(first.messages.map(({ id }) => id)).size).toBe(2);
    expect(conversationOf({ messages: [{ text: 'b' }, { text: 'a' }] }).id).not.toBe(first.id);
  });

  it('gives messages without a time the one before, the next known at the start, else now or the epoch', () => {
    const times = (value: unknown) => conversationOf(value).messages.map(({ sentAt }) => sentAt);
    const known = '2026-05-12T10:00:00Z';
    expect(times({ messages: [{ text: 'a' }, { text: 'b', sentAt: known }, { text: 'c' }] })).toEqual([
      known,
      known,
      known,
    ]);
    expect(times({ now: known, messages: [{ text: 'a' }] })).toEqual([known]);
    expect(times({ messages: [{ text: 'a', sentAt: null }] })).toEqual(['1970-01-01T00:00:00.000Z']);
  });

  it.each([
    [null, '', 'expected an object'],
    [{}, 'messages', 'missing'],
    [{ messages: 'x' }, 'messages', 'expected a list of messages'],
    [{ messages: [{ text: 3 }] }, 'messages.0.text', 'expected a string'],
    [{ messages: [{ from: 'lead' }] }, 'messages.0.text', 'missing'],
    [{ messages: [{ text: 'a' }, { text: 'a', from: 'martian' }] }, 'messages.1.from', 'expected "lead" or "agent"'],
    [{ messages: [{ text: 'a', sentAt: 'yesterday' }] }, 'messages.0.sentAt', 'expected an ISO 8601 time'],
    [{ messages: [7] }, 'messages.0', 'expected an object'],
    [{ id: 'x'.repeat(201), messages: [] }, 'id', 'expected at most 200 characters'],
  ])('says of %j what is wrong at %j', (value, path, message) => {
    expect(parseConversation(value)).toEqual({ ok: false, issues: [{ path, message }] });
  });

  it('tells at most twenty issues of one value', () => {
    const parsed = parseConversation({ messages: Array.from({ length: 100 }, () => ({ text: 1 })) });
    expect(parsed.ok ? [] : parsed.issues).toHaveLength(20);
  });

  it.each([
    ['TYPE_SMS', 'sms'],
    ['WhatsApp', 'whatsapp'],
    ['Gmail', 'email'],
    ['Instagram', 'social'],
    ['Voicemail', 'call'],
    ['Live_Chat', 'chat'],
    ['pigeon', 'other'],
  ])('reads the channel %s as %s', (word, channel) => {
    expect(conversationOf({ id: 'c', channel: word, messages: [] }).channel).toBe(channel);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        for (const parsed of [parseConversation(value), parseConversation({ messages: [value] }), parseRecord(value)]) {
          expect(typeof parsed.ok).toBe('boolean');
        }
      }),
    );
  });
});

describe('parseRecord', () => {
  it('reads a labelled record and ignores what it does not know', () => {
    expect(
      parseRecord({
        id: 'a',
        channel: 'sms',
        sentAt: NOW,
        context: [{ role: 'agent', text: 'q?' }, { content: 'a' }],
        text: 'yes',
        intents: [],
      }),
    ).toEqual({
      ok: true,
      record: {
        id: 'a',
        text: 'yes',
        context: [
          { role: 'agent', text: 'q?' },
          { role: 'lead', text: 'a' },
        ],
        channel: 'sms',
        sentAt: '2026-05-12T18:00:00-05:00',
      },
    });
  });

  it('takes a bare text, and refuses what has none', () => {
    expect(parseRecord({ text: '' })).toEqual({ ok: true, record: { id: '', text: '', context: [] } });
    expect(parseRecord({ id: 'x' })).toEqual({ ok: false, issues: [{ path: 'text', message: 'missing' }] });
    expect(parseRecord('words').ok).toBe(false);
  });
});

describe('parsePastedChat', () => {
  const turns = (text: string) => {
    const parsed = parsePastedChat(text, NOW);
    return parsed.ok ? parsed.conversation.messages.map((m) => [m.from, m.text, m.sentAt]) : parsed.issues;
  };

  it('reads an export with stamps, in the zone of now', () => {
    expect(
      turns(
        '[12/3/25, 4:02:11 PM] Dana: hi there\nmore of it\n[12/3/25, 4:05 PM] Me: hello\n[12/3/25, 4:05 PM] Messages and calls are end-to-end encrypted.',
      ),
    ).toEqual([
      ['lead', 'hi there\nmore of it', '2025-12-03T16:02:00-06:00'.replace('-06:00', '-05:00')],
      ['agent', 'hello', '2025-12-03T16:05:00-05:00'],
    ]);
    expect(turns('3/12/2025, 16:02 - Dana: hi\n25/12/2025, 12:10 AM - Leo: yo')).toEqual([
      ['lead', 'hi', '2025-03-12T16:02:00-05:00'],
      ['agent', 'yo', '2025-12-25T00:10:00-05:00'],
    ]);
    expect(turns('2026-03-04 10:22 Dana: hi')).toEqual([['lead', 'hi', '2026-03-04T10:22:00-05:00']]);
  });

  it('reads named lines, roles first', () => {
    expect(turns('Me: want to see it?\nDana: yes\nSaturday works')).toEqual([
      ['agent', 'want to see it?', NOW],
      ['lead', 'yes\nSaturday works', NOW],
    ]);
    expect(turns('Lead: hi\nKaren: hello')).toEqual([
      ['lead', 'hi', NOW],
      ['agent', 'hello', NOW],
    ]);
  });

  it('takes plain paragraphs as the lead’s, also when one begins like a name', () => {
    expect(turns('Price: 400k is too much\r\n\r\nwe want 350')).toEqual([
      ['lead', 'Price: 400k is too much', NOW],
      ['lead', 'we want 350', NOW],
    ]);
  });

  it('says when there is nothing in it', () => {
    expect(parsePastedChat(' \n ', NOW)).toEqual({
      ok: false,
      issues: [{ path: '', message: 'found no message in the text' }],
    });
  });

  it('never throws, and keeps every time readable', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('Me: ', '[1/2/26, 9:99 PM] A: ', '99/99/99 10:00 - B: ', ''),
        (text, head) => {
          const parsed = parsePastedChat(head + text, NOW);
          if (parsed.ok)
            for (const { sentAt } of parsed.conversation.messages) expect(Date.parse(sentAt)).not.toBeNaN();
        },
      ),
    );
  });
});
