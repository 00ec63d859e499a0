import { describe, expect, it } from 'vitest';
import { modelConfig, modelJson } from '../../testing/model-config.ts';
import type { RawAnalysis, TextAnalyser } from '../types.ts';
import { byHead, LABELS } from './logits.ts';
import { decoderOf, parseModelConfig } from './model-config.ts';
import { answersOf, farthest, selfTest } from './self-test.ts';

const golden = ['a', 'b'].map((text, at) => ({
  text,
  context: [{ role: 'agent', text: 'When?' }],
  logits: Array.from({ length: LABELS }, (_, label) => (label % 3) - at),
}));
const json = (more: object = { golden }) => modelJson(more);
const configOf = (more: object = { golden }) => modelConfig(more);

/** Answers with the golden logits, changed. */
const analyserOf = (change: (logit: number, label: number) => number): TextAnalyser => ({
  source: 'model',
  model: 'test@1',
  analyse: (inputs) =>
    Promise.resolve(
      inputs.map(({ text }) => {
        const { logits } = golden.find((one) => one.text === text)!;
        return { logits: byHead(logits.map(change)) } as RawAnalysis;
      }),
    ),
});

describe('the self-test of a provider', () => {
  it('passes the answers of the exported graph, and those a little off', async () => {
    expect(
      await selfTest(
        analyserOf((logit) => logit),
        configOf(),
      ),
    ).toEqual({ ok: true, inputs: golden.length, apart: 0 });
    expect(
      await selfTest(
        analyserOf((logit, label) => logit + (label % 2) * 0.1),
        configOf(),
      ),
    ).toMatchObject({ ok: true, apart: expect.closeTo(0.02, 1) as number });
  });

  it('refuses answers that are far off, with how far, and those that are no numbers', async () => {
    const off = analyserOf((logit, label) => (label === 3 ? logit + 2 : logit));
    expect(await selfTest(off, configOf())).toEqual({ ok: false, reason: 'self-test: a probability is off by 0.24' });
    for (const wrong of [NaN, Infinity]) {
      const broken = analyserOf((logit, label) => (label === 29 ? wrong : logit));
      expect(await selfTest(broken, configOf())).toEqual({ ok: false, reason: 'self-test: an answer is no number' });
    }
  });

  it('has nothing to compare in a model without golden inputs, and refuses golden inputs of another shape', async () => {
    expect(
      await selfTest(
        analyserOf(() => NaN),
        configOf({}),
      ),
    ).toEqual({ ok: true, inputs: 0, apart: 0 });
    for (const wrong of [{ ...golden[0], logits: [1, 2] }, { text: 'x' }, { ...golden[0], context: [{ role: 'x' }] }]) {
      expect(parseModelConfig(json({ golden: [wrong] }))).toMatchObject({ ok: false });
    }
  });

  it('compares probabilities, after temperature, a row an input', async () => {
    const decoder = decoderOf(configOf());
    const answers = await answersOf(
      analyserOf((logit) => logit),
      decoder,
      configOf().golden!,
    );
    expect(answers.map((row) => row.length)).toEqual([LABELS, LABELS]);
    // Label 3 is the first intent: logit 0 for the first input, -1 for the second, temperature 2.
    expect(answers[0]![3]).toBeCloseTo(0.5);
    expect(answers[1]![3]).toBeCloseTo(1 / (1 + Math.exp(0.5)));
    expect(farthest(answers, answers)).toBe(0);
    expect(farthest(answers, [])).toBe(Infinity);
    expect(farthest([[0.5, 0.2]], [[0.5, 0.3]])).toBeCloseTo(0.1);
  });
});
