import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tuned, UNTUNED, weightFactor } from './action-tuning.ts';
import type { Candidate } from './candidates.ts';
import { ACTION_KINDS } from './types.ts';

const found = (kind: Candidate['kind'], weight: number): Candidate => ({
  kind,
  weight,
  reason: 'Needs a loan',
  evidence: [],
});
const verdict = fc.record({ accepted: fc.nat(500), dismissed: fc.nat(500) });

describe('the tuning of actions', () => {
  it('changes nothing without verdicts, nor below five of a kind', () => {
    const some = [found('call_now', 70), found('send_info', 60)];
    expect(tuned(some, UNTUNED)).toEqual(some);
    expect(tuned(some, { verdicts: { call_now: { accepted: 0, dismissed: 4 } }, least: {} })).toEqual(some);
  });

  it('ranks what is dismissed lower and says why', () => {
    const some = [found('call_now', 70), found('send_info', 65)];
    const ranked = tuned(some, { verdicts: { call_now: { accepted: 1, dismissed: 19 } }, least: {} });
    expect(ranked.map(({ kind }) => kind)).toEqual(['send_info', 'call_now']);
    expect(ranked[1]!.reason).toBe('Needs a loan (ranked lower: 1 of 20 such proposals were taken up)');
  });

  it('is bounded, and grows with the share that is taken up', () => {
    fc.assert(
      fc.property(verdict, (counts) => {
        const factor = weightFactor(counts);
        expect(factor).toBeGreaterThanOrEqual(0.75);
        expect(factor).toBeLessThanOrEqual(1.25);
        const { accepted, dismissed } = counts;
        if (accepted + dismissed >= 5) {
          expect(weightFactor({ accepted: accepted + 1, dismissed })).toBeGreaterThan(factor);
        }
      }),
    );
  });

  it('never touches the end of contact, and hides only what is less sure than asked', () => {
    const verdicts = { stop_contact: { accepted: 0, dismissed: 100 } };
    const least = Object.fromEntries(ACTION_KINDS.map((kind) => [kind, 1]));
    const stop = found('stop_contact', 90);
    expect(tuned([stop, found('nurture', 50)], { verdicts, least })).toEqual([stop]);
    expect(tuned([found('nurture', 50)], { verdicts: {}, least: { nurture: 0.5 } })).toHaveLength(1);
  });
});
