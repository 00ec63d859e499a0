import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Conversation, Message } from '../conversation.ts';
import { total } from '../scoring/score.ts';
import { CHANNELS } from '../text/types.ts';
import { explain } from './explanation.ts';
import { LeadIntelligence } from './lead-intelligence.ts';
import type { ConversationAnalysis } from './types.ts';

const NOW = '2026-06-01T12:00:00Z';
const clock = { now: () => NOW, millis: () => 0 };
const analyse = (conversation: Conversation, now = NOW) =>
  new LeadIntelligence({ clock }).analyseConversation(conversation, { now });

const phrase = fc.constantFrom(
  'STOP',
  'pre-approved for 400k, by the 14th',
  'is it a safe area? my wife and I have 2 dogs',
  'can we see it tomorrow at 5?',
  'it is too expensive, another agent said 350',
  'Hola, ¿sigue disponible?',
  '<p>hi<br>there</p>',
  'On Mon, Ann wrote:\n> quoted',
  '\u202Eevil\u0000\uD800',
  '👩‍👩‍👧‍👦🏠💸',
  '9'.repeat(400),
);
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  phrase,
  fc.array(phrase, { maxLength: 4 }).map((parts) => parts.join(' ')),
);
const sentAt = fc.oneof(
  fc
    .date({ min: new Date('1900-01-01'), max: new Date('2300-01-01'), noInvalidDate: true })
    .map((d) => d.toISOString()),
  fc
    .date({ min: new Date('2026-05-01'), max: new Date('2026-06-02'), noInvalidDate: true })
    .map((d) => d.toISOString()),
  fc.constantFrom(
    '',
    'never',
    '2026-05-01',
    '2026-05-30T23:59:60-07:00',
    '9999-99-99T00:00:00Z',
    '+275760-09-13T00:00:00.000Z',
  ),
);
const message: fc.Arbitrary<Message> = fc.record(
  {
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', '__proto__'),
    from: fc.constantFrom('lead' as const, 'agent' as const),
    text,
    sentAt,
    channel: fc.constantFrom(...CHANNELS),
    automated: fc.boolean(),
  },
  { requiredKeys: ['id', 'from', 'text', 'sentAt'] },
);
const conversation: fc.Arbitrary<Conversation> = fc.record(
  {
    id: fc.string(),
    leadId: fc.string(),
    channel: fc.constantFrom(...CHANNELS),
    timeZone: fc.oneof(fc.string(), fc.constantFrom('America/Chicago', 'UTC')),
    state: fc.oneof(fc.string(), fc.constantFrom('TX', 'florida', '__proto__', 'constructor')),
    phone: fc.oneof(fc.string(), fc.constant('+13125550100')),
    reconsentAt: sentAt,
    messages: fc.array(message, { maxLength: 10 }),
  },
  { requiredKeys: ['id', 'leadId', 'messages'] },
);

/** No number of the result is NaN or endless; scores are sums of their parts; evidence lies inside its message. */
function sound(analysis: ConversationAnalysis, messages: readonly Message[]): void {
  JSON.stringify(analysis, (key, value: unknown) => {
    if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`${key} is ${value}`);
    return value;
  });
  for (const score of Object.values(analysis.scores)) {
    if (score.value !== null) expect(total(score.contributions)).toBeCloseTo(score.value, 6);
  }
  const ids = new Set(messages.map((m) => m.id));
  const evidence = [...analysis.insights, ...analysis.actions].flatMap((one) => one.evidence);
  for (const { messageId, start, end } of evidence) {
    expect(ids.has(messageId) && 0 <= start && start <= end).toBe(true);
  }
  expect(explain(analysis).join('\n')).not.toMatch(/NaN|undefined|Infinity|Invalid/);
}

describe('the pipeline with the rules, whatever it is given', () => {
  it('never throws and never says NaN, with text of any kind and skewed clocks', async () => {
    await fc.assert(
      fc.asyncProperty(conversation, fc.oneof(sentAt, fc.constant(NOW)), async (input, now) => {
        sound(await analyse(input, now), input.messages);
      }),
      { numRuns: 250 },
    );
  });

  it('says the same of shuffled and repeated messages', async () => {
    const shuffled = conversation.chain((input) =>
      fc.tuple(
        fc.constant(input),
        fc.shuffledSubarray(input.messages as Message[], { minLength: input.messages.length }),
        fc.subarray(input.messages as Message[]),
      ),
    );
    await fc.assert(
      fc.asyncProperty(shuffled, async ([input, mixed, again]) => {
        expect(await analyse({ ...input, messages: [...mixed, ...again] })).toEqual(await analyse(input));
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    ['one word for pages', 'house '.repeat(17_000)],
    ['one letter', 'a'.repeat(100_000)],
    ['digits', '1'.repeat(100_000)],
    ['no words', '?!.,; \n'.repeat(15_000)],
    ['a long search', 'we want to buy 3 beds in Troy around 400k by March 14 with my wife and 2 dogs, '.repeat(1300)],
    ['markup', '<div>'.repeat(20_000)],
    ['quotes', '> hi\n'.repeat(20_000)],
    ['emoji', '🏠'.repeat(50_000)],
  ])('takes a message of 100 kB: %s', async (_, long) => {
    const messages: Message[] = [
      { id: '1', from: 'lead', text: long, sentAt: '2026-05-30T10:00:00Z' },
      { id: '2', from: 'agent', text: long, sentAt: '2026-05-30T11:00:00Z' },
      { id: '3', from: 'lead', text: 'ok', sentAt: '2026-05-30T12:00:00Z' },
    ];
    sound(await analyse({ id: 'c', leadId: 'l', messages }), messages);
  });

  it('takes ten thousand messages, in any order', async () => {
    const messages = Array.from({ length: 10_000 }, (_, i): Message => ({
      id: `m${i}`,
      from: i % 3 ? 'lead' : 'agent',
      text: i % 7 ? `is number ${i} still available?` : 'can we see it tomorrow?',
      sentAt: new Date(Date.parse('2025-01-01T00:00:00Z') + i * 3_600_000).toISOString(),
    }));
    const input = { id: 'c', leadId: 'l', messages };
    const analysis = await analyse(input);
    sound(analysis, messages);
    expect(analysis.signals.leadMessages).toBe(6666);
    expect((await analyse({ ...input, messages: messages.toReversed() })).health).toEqual(analysis.health);
  }, 120_000);
});
