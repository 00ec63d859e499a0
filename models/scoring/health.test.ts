import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leadState } from '../insight/lead-state.ts';
import { START, stateOf, talk, type Labels, type LineOfTalk } from '../testing/read-lead.ts';
import { INTENTS, OBJECTION_KINDS, READINESS, SENTIMENTS, URGENCIES } from '../text/labels.ts';
import { conversion, conversionFeatures } from './conversion.ts';
import { assess } from './health.ts';
import { total } from './score.ts';
import { dateHeat } from './urgency-score.ts';

const labels: fc.Arbitrary<Labels> = fc.record({
  sentiment: fc.constantFrom(...SENTIMENTS),
  intents: fc.uniqueArray(fc.constantFrom(...INTENTS), { maxLength: 3 }),
  objections: fc.uniqueArray(fc.constantFrom(...OBJECTION_KINDS), { maxLength: 2 }),
  urgency: fc.constantFrom(...URGENCIES),
  readiness: fc.constantFrom(...READINESS),
});
const words = fc.constantFrom(
  'yes',
  'by March 14 please',
  'around 400k in Troy',
  'is it sold?',
  '',
  '🙂',
  'pre-approved for 350k',
);
const lines: fc.Arbitrary<LineOfTalk[]> = fc.array(
  fc.tuple(
    fc.constantFrom('lead' as const, 'agent' as const),
    fc.double({ min: 0, max: 500, noNaN: true }),
    words,
    labels,
  ),
  { maxLength: 12 },
);

describe('scores', () => {
  it('are the sums of their contributions, between 0 and 100, and never NaN', () => {
    fc.assert(
      fc.property(lines, fc.double({ min: 0, max: 5000, noNaN: true }), (talkLines, now) => {
        const { health, scores } = assess(stateOf(talkLines, now));
        for (const score of Object.values(scores)) {
          if (score.value === null) continue;
          expect(score.value).toBeGreaterThanOrEqual(-1e-9);
          expect(score.value).toBeLessThanOrEqual(100 + 1e-9);
          expect(total(score.contributions)).toBeCloseTo(score.value, 6);
        }
        if (health.overall !== null) expect(total(health.contributions)).toBeCloseTo(health.overall, 6);
        if (health.conversion) {
          const { low, probability, high } = health.conversion;
          expect(0 <= low && low <= probability && probability <= high && high <= 1).toBe(true);
        }
      }),
    );
  });

  it('hang on no order of the input and on no duplicate', () => {
    fc.assert(
      fc.property(lines, (talkLines) => {
        const { conversation, texts } = talk(talkLines);
        const mixed = [...conversation.messages].reverse().flatMap((m) => [m, { ...m }]);
        const now = START + 600 * 3_600_000;
        const one = assess(leadState(conversation, texts, now));
        expect(assess(leadState({ ...conversation, messages: mixed }, texts, now))).toEqual(one);
      }),
    );
  });

  it('fall with silence, while the level stays', () => {
    const talk: LineOfTalk[] = [
      [
        'lead',
        0,
        'looking for 3 beds in Troy around 400k',
        { intents: ['buy', 'property_question'], readiness: 'considering' },
      ],
      ['agent', 1, 'Here are two.'],
      [
        'lead',
        2,
        'the second is lovely. when can we see it?',
        { intents: ['showing'], readiness: 'considering', sentiment: 'positive' },
      ],
    ];
    const fresh = assess(stateOf(talk, 3));
    const stale = assess(stateOf(talk, 24 * 20));
    expect(stale.health.level).toBe(fresh.health.level);
    expect(stale.health.engagement!).toBeLessThan(fresh.health.engagement!);
    expect(stale.health.overall!).toBeLessThan(fresh.health.overall!);
    expect(stale.scores.priority.value!).toBeLessThan(fresh.scores.priority.value!);
    expect(stale.scores.engagement.contributions.at(-1)!.reason).toBe('No word for 20 days');
  });

  it('never change the level by silence alone, and never rise with it but for a date that nears', () => {
    const undated = fc.constantFrom('yes', 'around 400k in Troy', 'is it sold?', '🙂', 'pre-approved for 350k');
    const talks = fc.array(
      fc.tuple(
        fc.constantFrom('lead' as const, 'agent' as const),
        fc.double({ min: 0, max: 500, noNaN: true }),
        undated,
        labels,
      ),
      { maxLength: 10 },
    );
    const hours = fc.integer({ min: 500, max: 9000 });
    fc.assert(
      fc.property(talks, hours, hours, (talkLines, one, other) => {
        const early = assess(stateOf(talkLines, Math.min(one, other)));
        const late = assess(stateOf(talkLines, Math.max(one, other)));
        expect(late.health.level).toBe(early.health.level);
        expect(late.health.levelReasons).toEqual(early.health.levelReasons);
        expect(late.health.engagement ?? 0).toBeLessThanOrEqual((early.health.engagement ?? 0) + 1e-9);
        expect(late.health.overall ?? 0).toBeLessThanOrEqual((early.health.overall ?? 0) + 1e-9);
        expect(late.scores.priority.value ?? 0).toBeLessThanOrEqual((early.scores.priority.value ?? 0) + 1e-9);
        expect(late.health.urgency ?? 0).toBeLessThanOrEqual((early.health.urgency ?? 0) + 1e-9);
      }),
    );
  });

  it('give days to a closing as a range in order, or none', () => {
    fc.assert(
      fc.property(lines, fc.integer({ min: 0, max: 5000 }), (talkLines, now) => {
        const { estimatedDaysToClose: days, level } = assess(stateOf(talkLines, now)).health;
        if (days === null) return;
        expect(['engaged', 'qualified', 'ready', 'hot']).toContain(level);
        expect(Number.isInteger(days.low) && Number.isInteger(days.high)).toBe(true);
        expect(0 <= days.low && days.low <= days.high && days.high <= 730).toBe(true);
      }),
    );
  });

  it('stay unknown until the lead has said something', () => {
    const { health, scores } = assess(stateOf([['lead', 0, 'hi', { intents: ['courtesy'] }]], 1));
    expect(health).toMatchObject({
      overall: null,
      engagement: null,
      conversion: null,
      level: 'cold',
      estimatedDaysToClose: null,
    });
    expect(scores.urgency.value).toBeNull();
    expect(assess(stateOf([], 1)).scores.priority.value).toBeNull();
  });

  it('grow hotter as a stated date nears', () => {
    const talk: LineOfTalk[] = [
      ['lead', 0, 'we have to be out by March 30', { intents: ['rent'], urgency: 'high', readiness: 'considering' }],
    ];
    const urgency = (day: number) => assess(stateOf(talk, 24 * day)).health.urgency!;
    expect(urgency(25)).toBeGreaterThan(urgency(10));
    expect(urgency(40)).toBeLessThan(urgency(27));
    expect([400, 60, 20, 2, -1, -9].map((days) => Math.round(dateHeat(days)))).toEqual([5, 55, 81, 100, 60, 0]);
  });
});

describe('level', () => {
  const ready: Labels = { intents: ['buy', 'offer'], readiness: 'ready' };
  it('is hot with readiness, proven means and a date within 30 days', () => {
    const talk: LineOfTalk[] = [
      [
        'lead',
        0,
        'pre-approved for 410k, our lease ends March 20',
        { intents: ['buy', 'financing'], readiness: 'ready', urgency: 'high' },
      ],
      ['agent', 1, 'Want to see Oak St?'],
      ['lead', 2, 'saw it. offer 400 today', { ...ready, urgency: 'high' }],
    ];
    const { health } = assess(stateOf(talk, 3));
    expect(health.level).toBe('hot');
    expect(health.estimatedDaysToClose!.low).toBeLessThanOrEqual(21);
    expect(health.levelReasons.map((r) => r.reason)).toEqual(
      expect.arrayContaining(['Means are proven', 'Wants to go on now', '18 days left']),
    );
  });

  it('is not ready without a present wish to act', () => {
    const talk: LineOfTalk[] = [
      ['lead', 0, 'offer 400', ready],
      ['agent', 1, 'Sent.'],
      [
        'lead',
        2,
        'we got cold feet, too much for us',
        { intents: ['objection'], objections: ['price'], readiness: 'considering' },
      ],
    ];
    expect(['warming', 'engaged', 'qualified']).toContain(assess(stateOf(talk, 3)).health.level);
  });

  it('is cold once the lead has left, and comes back with them', () => {
    const left: LineOfTalk[] = [
      ['lead', 0, 'offer 400', ready],
      ['lead', 5, 'we bought elsewhere, thanks', { intents: ['opt_out'] }],
    ];
    expect(assess(stateOf(left, 6)).health.level).toBe('cold');
    expect(stateOf(left, 6).optOut?.kind).toBe('left');
    const back: LineOfTalk[] = [
      ...left,
      ['lead', 90, 'it fell through. is Elm St open?', { intents: ['property_question'], readiness: 'considering' }],
    ];
    expect(stateOf(back, 91).optOut).toBeNull();
  });

  it('keeps a revoked consent until the lead’s own START', () => {
    const stop: LineOfTalk[] = [
      ['lead', 0, 'STOP', { intents: ['opt_out'] }],
      ['lead', 50, 'is it sold?', { intents: ['property_question'], readiness: 'considering' }],
    ];
    expect(stateOf(stop, 60).optOut?.kind).toBe('revoked');
    expect(stateOf([...stop, ['lead', 55, 'START']], 60).optOut).toBeNull();
  });
});

describe('momentum', () => {
  it('is stalled after 72 hours of silence on an open question, not before and not on a statement', () => {
    const asked: LineOfTalk[] = [
      ['lead', 0, 'any condos?', { intents: ['property_question'] }],
      ['agent', 1, 'Which area?'],
    ];
    expect(assess(stateOf(asked, 72)).health.momentum).toBe('steady');
    expect(assess(stateOf(asked, 74)).health.momentum).toBe('stalled');
    const told: LineOfTalk[] = [asked[0]!, ['agent', 1, 'Here they are.']];
    expect(assess(stateOf(told, 300)).health.momentum).not.toBe('stalled');
  });

  it('sees a lead come nearer: faster, longer, readier', () => {
    const nearer: LineOfTalk[] = [
      ['lead', 0, 'any condos', { intents: ['property_question'], readiness: 'early' }],
      ['agent', 1, 'Which area?'],
      ['lead', 20, 'troy maybe', { intents: ['research'], readiness: 'early' }],
      ['agent', 21, 'Here is one at 310.'],
      [
        'lead',
        21.1,
        'we love it, the bank said yes this morning, please write the offer at 305 today and send it over to us',
        { intents: ['buy', 'offer'], readiness: 'ready', urgency: 'high', sentiment: 'positive' },
      ],
    ];
    expect(assess(stateOf(nearer, 22)).health.momentum).toBe('accelerating');
  });

  it('sees a lead draw back: slower, shorter, further away', () => {
    const back: LineOfTalk[] = [
      [
        'lead',
        0,
        'we want to see Oak St and Elm St this week, pre-approved for 400',
        { intents: ['buy', 'showing'], readiness: 'ready' },
      ],
      ['agent', 0.1, 'Great, Thursday?'],
      ['lead', 0.3, 'thursday at five works for both of us', { intents: ['showing'], readiness: 'considering' }],
      ['agent', 50, 'What did you think?'],
      [
        'lead',
        52,
        'the stairs are steep for my mother, we need to talk',
        { intents: ['objection'], objections: ['property'], readiness: 'considering' },
      ],
      ['agent', 53, 'Understood. Another one on Fir?'],
      ['lead', 80, 'maybe later', { intents: ['objection'], objections: ['timing'], readiness: 'early' }],
      ['agent', 90, 'Of course. I will check in.'],
      ['lead', 190, 'not now', { intents: ['objection'], objections: ['timing'], readiness: 'early' }],
    ];
    expect(assess(stateOf(back, 191)).health.momentum).toBe('slowing');
  });

  it('is steady for one message, and slowing for one that leaves', () => {
    expect(assess(stateOf([['lead', 0, 'is it sold?', { intents: ['property_question'] }]], 1)).health.momentum).toBe(
      'steady',
    );
    expect(assess(stateOf([['lead', 0, 'stop', { intents: ['opt_out'] }]], 1)).health.momentum).toBe('slowing');
  });
});

describe('conversion', () => {
  it('says that it rests on a prior, and how many outcomes it learnt from', () => {
    const cold = conversion(conversionFeatures('cold', { engagement: null, qualification: null, urgency: null }));
    const hot = conversion(conversionFeatures('hot', { engagement: 80, qualification: 80, urgency: 90 }));
    expect(cold.probability).toBeLessThan(0.03);
    expect(hot.probability).toBeGreaterThan(0.4);
    expect(hot.high - hot.low).toBeGreaterThan(0.4);
    expect(hot).toMatchObject({ outcomes: 0, horizonDays: 90, basis: expect.stringContaining('prior') });
    const model = { mean: [0, 0, 0, 0, 0], covariance: Array.from({ length: 5 }, () => [0, 0, 0, 0, 0]), outcomes: 40 };
    expect(conversion(conversionFeatures('hot', { engagement: 1, qualification: 1, urgency: 1 }), model)).toMatchObject(
      {
        probability: 0.5,
        low: 0.5,
        basis: 'Learnt from 40 won and lost leads of this team',
      },
    );
  });
});
