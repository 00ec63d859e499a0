import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyseConversation } from '../../insight/analyse-conversation.ts';
import { at, START, stateOf, talk, type LineOfTalk } from '../../testing/read-lead.ts';
import { INTENTS, OBJECTION_KINDS, READINESS, SENTIMENTS, URGENCIES } from '../../text/labels.ts';
import { leadPlace } from './lead-place.ts';
import { isOpenHour } from './quiet-hours.ts';

const kindOf = (...texts: string[]) =>
  stateOf(
    texts.map((text): LineOfTalk => ['lead', 0, text, { intents: ['opt_out'] }]),
    1,
  ).optOut?.kind;

const line: fc.Arbitrary<LineOfTalk> = fc.tuple(
  fc.constantFrom('lead' as const, 'agent' as const),
  fc.double({ min: 0, max: 400, noNaN: true }),
  fc.constantFrom('yes', 'by March 14 please', 'around 400k in Troy', 'is it safe?', '398 is our offer', 'signed!', ''),
  fc.record({
    sentiment: fc.constantFrom(...SENTIMENTS),
    intents: fc.uniqueArray(fc.constantFrom(...INTENTS), { maxLength: 3 }),
    objections: fc.uniqueArray(fc.constantFrom(...OBJECTION_KINDS), { maxLength: 2 }),
    urgency: fc.constantFrom(...URGENCIES),
    readiness: fc.constantFrom(...READINESS),
  }),
);
const place = fc.record(
  {
    timeZone: fc.constantFrom('America/New_York', 'Pacific/Honolulu', 'nowhere'),
    state: fc.constantFrom('FL', 'Texas', 'AL', 'RI', 'CA', 'x'),
    phone: fc.constantFrom('+16155550100', '+18085550100', '12'),
  },
  { requiredKeys: [] },
);
const analysed = (lines: LineOfTalk[], nowHours: number, more: object = {}) => {
  const { conversation, texts } = talk(lines);
  const now = new Date(START + nowHours * 3_600_000).toISOString();
  return analyseConversation({ conversation: { ...conversation, ...more }, texts, now }).analysis;
};

describe('consent', () => {
  it.each(['STOP', 'please stop texting me', 'take me off your list', 'do not contact me again', 'lose my number'])(
    'is revoked by “%s”',
    (text) => expect(kindOf(text)).toBe('revoked'),
  );

  it.each([
    'we bought elsewhere, thanks',
    'we don’t need a house anymore, found one',
    'not interested',
    'going with my cousin',
  ])('is left by “%s”', (text) => expect(kindOf(text)).toBe('left'));

  it('once revoked stays so whatever the lead says, but for START', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), (later) => {
        const after = later.map(([from, hours, ...rest]): LineOfTalk => [from, 1 + hours, ...rest]);
        const stop: LineOfTalk = ['lead', 0, 'STOP'];
        expect(stateOf([stop, ...after], 500).optOut?.kind).toBe('revoked');
        expect(stateOf([stop, ...after, ['lead', 450, 'START']], 500).optOut).toBeNull();
      }),
    );
  });

  it('comes back by a written consent that is recorded later, not by one from before', () => {
    const { conversation, texts } = talk([['lead', 10, 'STOP']]);
    const kind = (hours: number) =>
      analyseConversation({ conversation: { ...conversation, reconsentAt: at(hours) }, texts, now: at(50) }).analysis
        .optOut?.kind;
    expect(kind(9)).toBe('revoked');
    expect(kind(11)).toBeUndefined();
  });

  it('that is gone lets no action, draft, insight or chance propose contact', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), fc.integer({ min: 0, max: 900 }), (lines, now) => {
        const out: LineOfTalk = ['lead', 401, 'stop texting me', { intents: ['opt_out'] }];
        const { actions, insights, health, scores } = analysed([...lines, out], now);
        expect(actions.map((a) => a.kind)).toEqual(['stop_contact']);
        expect(actions[0]!.draft.kind).toBe('withheld');
        for (const insight of insights) expect(insight.recommendedActions).toEqual(['stop_contact']);
        expect(health).toMatchObject({ growthOpportunities: [], conversion: null, estimatedDaysToClose: null });
        expect(scores.priority.value).toBe(0);
      }),
    );
  });
});

describe('due times', () => {
  it('never fall in the lead’s quiet hours, nor in the past', () => {
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 6 }),
        place,
        fc.integer({ min: 400, max: 9000 }),
        (lines, where, now) => {
          const last = [...lines]
            .filter(([from]) => from === 'lead')
            .sort((a, b) => a[1] - b[1])
            .at(-1);
          const { conversation } = talk(lines);
          const home = leadPlace({ ...conversation, ...where }, last && at(last[1]));
          for (const action of analysed(lines, now, where).actions) {
            if (action.kind === 'stop_contact') continue;
            expect(isOpenHour(Date.parse(action.dueBy), home), `${action.kind} ${action.dueBy}`).toBe(true);
            expect(Date.parse(action.dueBy)).toBeGreaterThanOrEqual(START + now * 3_600_000);
          }
        },
      ),
    );
  });
});
