import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { LeadIntelligence } from '../insight/lead-intelligence.ts';
import { at, START, talk, type LineOfTalk } from '../testing/read-lead.ts';
import { simulateTeams, type Truth } from '../testing/simulated-teams.ts';
import { conversion, conversionFeatures, PRIOR } from './conversion.ts';
import { conversionSnapshot } from './conversion-snapshot.ts';
import { ConversionOutcome, learnConversion, StoredConversionModel } from './learn-conversion.ts';

const unit = fc.double({ min: 0, max: 1, noNaN: true });
const outcome: fc.Arbitrary<ConversionOutcome> = fc.record({
  leadId: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'),
  features: fc.record({ level: unit, engagement: unit, qualification: unit, urgency: unit }),
  snapshotAt: fc.constantFrom('2026-01-01T00:00:00Z', '2026-01-20T00:00:00Z'),
  outcome: fc.constantFrom('won' as const, 'lost' as const),
  decidedAt: fc.constantFrom('2026-02-01T00:00:00Z', '2026-03-01T00:00:00Z', '2026-12-01T00:00:00Z'),
});
const outcomes = fc.array(outcome, { maxLength: 20 });
const hot = conversionFeatures('hot', { engagement: 80, qualification: 90, urgency: 90 });
const team = (won: number, lost: number): ConversionOutcome[] =>
  Array.from({ length: won + lost }, (_, i) => ({
    leadId: `l${i}`,
    features: hot,
    snapshotAt: '2026-01-01T00:00:00Z',
    outcome: i < won ? 'won' : 'lost',
    decidedAt: '2026-02-01T00:00:00Z',
  }));

describe('learning conversion from a team’s outcomes', () => {
  it('hangs on the set of outcomes, not on their order, to the last bit', () => {
    fc.assert(
      fc.property(outcomes, fc.integer(), (list, seed) => {
        const mixed = list.toSorted(
          (a, b) => ((JSON.stringify(a).length * seed) % 7) - ((JSON.stringify(b).length * seed) % 7),
        );
        expect(learnConversion([...mixed].reverse())).toEqual(learnConversion(list));
      }),
    );
  });

  it('forgets a removed outcome, and a corrected one, as if it had never been recorded', () => {
    fc.assert(
      fc.property(outcomes, outcome, (list, wrong) => {
        const others = list.filter((o) => o.leadId !== wrong.leadId);
        expect(learnConversion([...others, wrong].filter((o) => o !== wrong))).toEqual(learnConversion(others));
        const right = { ...wrong, outcome: 'lost' as const, decidedAt: '2026-12-24T00:00:00Z' };
        expect(learnConversion([...others, wrong, right])).toEqual(learnConversion([...others, right]));
      }),
    );
  });

  it('gives finite weights and a covariance that is symmetric with positive variances', () => {
    fc.assert(
      fc.property(outcomes, (list) => {
        const model = learnConversion(list);
        expect(v.safeParse(StoredConversionModel, JSON.parse(JSON.stringify(model))).success).toBe(true);
        for (const [i, row] of model.covariance.entries()) {
          expect(row[i]).toBeGreaterThan(0);
          expect(row[i]).toBeLessThanOrEqual(PRIOR.covariance[i]![i]! + 1e-9);
          for (const [j, value] of row.entries()) expect(value).toBe(model.covariance[j]![i]);
        }
      }),
    );
  });

  it('is the prior without outcomes, near it and wide with few, and says so', () => {
    expect(learnConversion([])).toBe(PRIOR);
    const before = conversion(hot);
    const few = conversion(hot, learnConversion(team(1, 0)));
    expect(few.probability).toBeGreaterThan(before.probability);
    expect(few.high - few.low).toBeGreaterThan(0.35);
    expect(few.basis).toMatch(/^Still near the stated prior: only 1 won and lost lead of this team/);
    const many = conversion(hot, learnConversion(team(2, 58)));
    expect(many.probability).toBeLessThan(0.15);
    expect(many.high - many.low).toBeLessThan(before.high - before.low);
    expect(many).toMatchObject({ outcomes: 60, basis: 'Learnt from 60 won and lost leads of this team' });
  });

  it('counts a closing after the horizon as none within it', () => {
    const late = team(20, 0).map((o) => ({ ...o, decidedAt: '2026-04-02T00:00:00Z' }));
    expect(learnConversion(late)).toEqual(learnConversion(team(0, 20)));
  });

  it('refuses features that are not older than the outcome', () => {
    const [one] = team(1, 0);
    expect(v.safeParse(ConversionOutcome, one).success).toBe(true);
    expect(v.safeParse(ConversionOutcome, { ...one, snapshotAt: one!.decidedAt }).success).toBe(false);
    expect(v.safeParse(ConversionOutcome, { ...one, features: { ...hot, level: 2 } }).success).toBe(false);
  });

  it('serves the estimates of the service, which gives back a model that another can start from', async () => {
    const clock = { now: () => at(2), millis: () => 0 };
    const { conversation } = talk([['lead', 0, 'we want to buy a 3 bed condo in Troy, can we see one?']]);
    const service = new LeadIntelligence({ clock });
    expect(await service.conversionSnapshot(conversation)).toMatchObject({ level: expect.any(Number) });
    const before = (await service.assessLeadHealth('l', conversation)).conversion!;
    const model = service.learnConversion(team(30, 0));
    const after = (await service.assessLeadHealth('l', conversation)).conversion!;
    expect(after.probability).toBeGreaterThan(before.probability);
    const other = new LeadIntelligence({ clock, conversion: JSON.parse(JSON.stringify(model)) as typeof model });
    expect((await other.assessLeadHealth('l', conversation)).conversion).toEqual(after);
    service.learnConversion([]);
    expect((await service.assessLeadHealth('l', conversation)).conversion).toEqual(before);
  });

  it('snapshots what was known before a time, whatever is said later', () => {
    const early: LineOfTalk[] = [
      ['lead', 0, 'any condos in Troy?', { intents: ['property_question'], readiness: 'early' }],
    ];
    const whole: LineOfTalk[] = [
      ...early,
      ['lead', 50, 'signed, pre-approved for 400k', { intents: ['buy', 'offer'], readiness: 'ready', urgency: 'high' }],
    ];
    const now = new Date(START + 24 * 3_600_000).toISOString();
    const before = conversionSnapshot({ ...talk(early), now });
    expect(before).not.toBeNull();
    expect(conversionSnapshot({ ...talk(whole), now })).toEqual(before);
    expect(conversionSnapshot({ ...talk(whole), now: at(60) })).not.toEqual(before);
    expect(conversionSnapshot({ ...talk([]), now })).toBeNull();
  });
});

describe('conversion on simulated teams', () => {
  const SIZES = [5, 20, 50, 200];
  it.each(SIZES)('covers 90 %% of true probabilities drawn from the prior with %i outcomes', (size) => {
    const { coverage, error, priorError } = simulateTeams('as the prior says', size, 200);
    expect(Math.abs(coverage - 0.9)).toBeLessThan(0.025);
    expect(error).toBeLessThan(priorError);
  });

  it('narrows its intervals as outcomes come in', () => {
    const widths = SIZES.map((size) => simulateTeams('as the prior says', size, 50).width);
    expect(widths).toEqual(widths.toSorted((a, b) => b - a));
  });

  it.each<[Truth, number]>([
    ...SIZES.flatMap((size): [Truth, number][] => [
      ['as the prior says', size],
      ['exactly the prior’s middle', size],
      ['twice as spread', size],
      ['a team that closes far more', size],
      ['level misleads', size],
    ]),
    ['exactly the prior’s middle', 1000],
  ])('ranks new leads no worse than the prior where the truth is “%s”, with %i outcomes', (truth, size) => {
    const { auc, priorAuc } = simulateTeams(truth, size, 200);
    expect(auc).toBeGreaterThan(priorAuc - 0.005);
  });
});
