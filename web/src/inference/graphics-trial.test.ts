import { describe, expect, it } from 'vitest';
import { RULE_DECODER } from '../../../models/text/decode.ts';
import { byHead, LABELS } from '../../../models/text/onnx/logits.ts';
import type { RawAnalysis, TextAnalyser } from '../../../models/text/types.ts';
import { compareProviders } from './graphics-trial.ts';

const golden = ['a', 'b', 'c'].map((text) => ({ text, context: [], logits: Array<number>(LABELS).fill(0) }));

describe('the trial of the graphics processor', () => {
  let now = 0;
  /** Takes the given times in turn and answers with all logits at `logit`. */
  const analyserOf = (times: number[], logit = 0): TextAnalyser => {
    let run = 0;
    return {
      source: 'model',
      model: 'test@1',
      analyse: (inputs) => {
        now += times[run++ % times.length]!;
        return Promise.resolve(
          inputs.map(() => ({ logits: byHead(Array<number>(LABELS).fill(logit)) }) as RawAnalysis),
        );
      },
    };
  };
  const compare = (wasm: TextAnalyser, graphics: TextAnalyser) =>
    compareProviders({ wasm, graphics, decoder: RULE_DECODER, golden, millis: () => now });

  it('goes by the median of warm runs', async () => {
    // The first run reads all golden inputs and is not timed.
    const graphics = analyserOf([5000, 6, 6, 900, 6, 6, 6, 6, 6, 6]);
    expect(await compare(analyserOf([12]), graphics)).toEqual({ kind: 'faster', wasmMs: 12, graphicsMs: 6 });
    expect(await compare(analyserOf([12]), analyserOf([41]))).toEqual({ kind: 'slower', wasmMs: 12, graphicsMs: 41 });
    expect(await compare(analyserOf([12]), analyserOf([12]))).toMatchObject({ kind: 'slower' });
  });

  it('refuses other answers, however fast', async () => {
    const differs = await compare(analyserOf([12]), analyserOf([1], 0.1));
    expect(differs).toMatchObject({ kind: 'differs', apart: expect.closeTo(0.025, 3) as number });
    expect(await compare(analyserOf([12]), analyserOf([1], NaN))).toEqual({ kind: 'differs', apart: 1 });
    expect(await compare(analyserOf([12]), analyserOf([1], 0.03))).toMatchObject({ kind: 'faster' });
  });
});
