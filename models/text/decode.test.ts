import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, RULE_DECODER } from './decode.ts';
import { HEADS, HEAD_NAMES, type Intent, type ObjectionKind } from './labels.ts';
import type { HeadLogits, RawAnalysis } from './types.ts';

const raw = (logits: Partial<HeadLogits>): RawAnalysis => ({
  logits: {
    sentiment: [0, 1, 0],
    intents: HEADS.intents.map(() => -5),
    objections: HEADS.objections.map(() => -5),
    urgency: [3, 0, 0, 0],
    readiness: [0, 0, 3, 0],
    ...logits,
  },
  spans: [],
  source: 'rules',
  model: 'test',
  language: 'en',
});
const intents = (on: Partial<Record<Intent, number>>) => HEADS.intents.map((label) => on[label] ?? -5);
const kinds = (on: Partial<Record<ObjectionKind, number>>) => HEADS.objections.map((label) => on[label] ?? -5);

describe('decode', () => {
  it('gives probabilities that sum to one for single heads and lie in [0, 1] for the others', () => {
    const anything = fc.double({ noDefaultInfinity: false });
    fc.assert(
      fc.property(
        fc.record({
          sentiment: fc.array(anything, { minLength: 3, maxLength: 3 }),
          intents: fc.array(anything, { minLength: 11, maxLength: 11 }),
          objections: fc.array(anything, { minLength: 8, maxLength: 8 }),
          urgency: fc.array(anything, { minLength: 4, maxLength: 4 }),
          readiness: fc.array(anything, { minLength: 4, maxLength: 4 }),
        }),
        (logits) => {
          const analysis = decode(raw(logits), RULE_DECODER);
          for (const head of HEAD_NAMES) {
            const values = Object.values(analysis.probabilities[head]) as number[];
            expect(values.every((p) => p >= 0 && p <= 1)).toBe(true);
          }
          const sum = Object.values(analysis.probabilities.urgency).reduce((a, b) => a + b, 0);
          expect(sum).toBeCloseTo(1);
          expect(analysis.objections.length > 0).toBe(analysis.intents.includes('objection'));
          if (analysis.intents.includes('courtesy')) expect(analysis.intents).toEqual(['courtesy']);
        },
      ),
    );
  });

  it('names the likeliest kind of an objection when none is likely', () => {
    const analysis = decode(
      raw({ intents: intents({ objection: 2 }), objections: kinds({ market: -1 }) }),
      RULE_DECODER,
    );
    expect(analysis.objections).toEqual(['market']);
  });

  it('states one of two confidences between the edges, on the side that the threshold decides', () => {
    const thresholds = { ...RULE_DECODER.thresholds.intents, sell: 0.4 };
    const decoder = {
      ...RULE_DECODER,
      thresholds: { ...RULE_DECODER.thresholds, intents: thresholds },
      levels: { intents: { from: 0.05, to: 0.9, below: 0.2, above: 0.7 } },
    };
    const { intents: chosen, probabilities: p } = decode(
      raw({ intents: intents({ buy: -0.2, sell: -0.2, showing: 1, offer: 4 }) }),
      decoder,
    );
    expect(chosen).toEqual(['sell', 'showing', 'offer']);
    expect(p.intents).toMatchObject({ buy: 0.2, sell: 0.7, showing: 0.7 });
    expect(p.intents.offer).toBeCloseTo(0.982);
    expect(p.intents.rent).toBeCloseTo(0.0067);
    expect(p.objections.price).toBeCloseTo(0.0067);
  });

  it('adds a label’s bias to its logit after the temperature', () => {
    const scores = raw({ intents: intents({ buy: 2, rent: 2 }) });
    const bias = HEADS.intents.map((label) => (label === 'rent' ? -1.5 : 0));
    const { probabilities, intents: chosen } = decode(scores, {
      ...RULE_DECODER,
      temperature: { ...RULE_DECODER.temperature, intents: 2 },
      bias: { intents: bias },
    });
    expect(probabilities.intents.buy).toBeCloseTo(1 / (1 + Math.exp(-1)));
    expect(probabilities.intents.rent).toBeCloseTo(1 / (1 + Math.exp(0.5)));
    expect(chosen).toEqual(['buy']);
  });

  it('drops objection kinds without the intent', () => {
    expect(decode(raw({ objections: kinds({ price: 4 }) }), RULE_DECODER).objections).toEqual([]);
  });

  it('lets courtesy stand alone or not at all', () => {
    expect(decode(raw({ intents: intents({ courtesy: 2, showing: 1 }) }), RULE_DECODER).intents).toEqual(['courtesy']);
    expect(decode(raw({ intents: intents({ courtesy: 1, showing: 2 }) }), RULE_DECODER).intents).toEqual(['showing']);
  });

  it('gives an opt-out and courtesy no readiness', () => {
    expect(decode(raw({ intents: intents({ opt_out: 2 }) }), RULE_DECODER).readiness).toBe('none');
    expect(decode(raw({ intents: intents({ showing: 2 }) }), RULE_DECODER).readiness).toBe('considering');
  });

  it('softens by temperature and decides by threshold', () => {
    const decoder = {
      temperature: { ...RULE_DECODER.temperature, intents: 2, urgency: 0 },
      thresholds: { ...RULE_DECODER.thresholds, intents: { ...RULE_DECODER.thresholds.intents, showing: 0.8 } },
    };
    const analysis = decode(raw({ intents: intents({ showing: 2 }) }), decoder);
    expect(analysis.probabilities.intents.showing).toBeCloseTo(1 / (1 + Math.exp(-1)));
    expect(analysis.intents).toEqual([]);
  });
});
