import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chanceOf, madeRaw, madeReference } from '../../testing/made-reference.ts';
import { RULE_DECODER } from '../decode.ts';
import { LEAST_MESSAGES } from './drift-report.ts';
import { DriftWindow } from './drift-window.ts';
import { stabilityIndex } from './psi.ts';

const reference = madeReference(800);

function reportOf(messages: number, { shift = 0, split = null as number | null, corrected = 0 } = {}) {
  const chance = chanceOf(99);
  const window = new DriftWindow();
  for (let at = 0; at < messages; at++) {
    const raw = madeRaw(chance, shift);
    window.observe(String(at), split === null ? raw : { ...raw, words: { all: 20, split } });
  }
  window.correct(Array.from({ length: corrected }, (_, at) => String(at)));
  return window.report(reference, RULE_DECODER);
}
const verdicts = (report: ReturnType<typeof reportOf>, measure: string) =>
  report.measures.filter((one) => one.measure === measure).map(({ verdict }) => verdict);

describe('drift', () => {
  it('is steady on messages of the same kind', () => {
    const report = reportOf(600);
    expect(report.verdict).toBe('steady');
    expect(report.measures).toHaveLength(12);
    expect(report.measures.every(({ value }) => value! < 0.1)).toBe(true);
  });

  it('has moved when the labels shift, and says what to do', () => {
    const report = reportOf(600, { shift: 3 });
    expect(report.verdict).toBe('moved');
    expect(verdicts(report, 'labels')).toContain('moved');
    expect(report.measures.find(({ verdict }) => verdict === 'moved')!.advice).toContain('retrain');
    expect(verdicts(report, 'unknown_words')).toEqual(['steady']);
  });

  it('tells new words and many corrections apart from new labels', () => {
    const report = reportOf(600, { split: 8, corrected: 45 });
    expect(verdicts(report, 'unknown_words')).toEqual(['moved']);
    expect(verdicts(report, 'corrections')).toEqual(['watch']);
    expect(new Set(verdicts(report, 'labels'))).toEqual(new Set(['steady']));
  });

  it('says when there are not enough messages, and counts each message once and the latest thousand', () => {
    expect(reportOf(LEAST_MESSAGES - 1, { shift: 3 }).verdict).toBe('not_enough');
    const window = new DriftWindow();
    const raw = madeRaw(chanceOf(1));
    for (let at = 0; at < 500; at++) window.observe('same', raw);
    for (let at = 0; at < 5; at++) window.observe(String(at), { ...raw, source: 'rules' });
    expect(window.report(reference, RULE_DECODER).messages).toBe(1);
    expect(reportOf(1500).messages).toBe(1000);
  });

  it('has an index of zero for equal shares and above for all others', () => {
    const counts = fc.array(fc.nat(500), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(counts, counts, (some, others) => {
        expect(stabilityIndex(some, some)).toBe(0);
        expect(stabilityIndex(some, others)).toBeGreaterThanOrEqual(0);
        expect(stabilityIndex(some, others)).toBeCloseTo(stabilityIndex(others, some), 10);
      }),
    );
  });
});
