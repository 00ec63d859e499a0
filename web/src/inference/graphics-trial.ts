import type { GoldenInput } from '../../../models/text/onnx/model-config.ts';
import { answersOf, farthest } from '../../../models/text/onnx/self-test.ts';
import type { Decoder, TextAnalyser } from '../../../models/text/types.ts';
import type { GraphicsVerdict } from './graphics-verdict.ts';

/** A probability may differ by this much between the two on one device. */
const SAME_ANSWERS = 1e-2;
/** Runs of each golden input that are timed, after those that warm up. */
const ROUNDS = 3;

export interface TrialDeps {
  wasm: TextAnalyser;
  graphics: TextAnalyser;
  decoder: Decoder;
  golden: readonly GoldenInput[];
  /** Milliseconds on a steady clock. */
  millis: () => number;
}

/** Compares the answers of both on the golden inputs, then their times in turns. Throws when a run fails. */
export async function compareProviders({
  wasm,
  graphics,
  decoder,
  golden,
  millis,
}: TrialDeps): Promise<GraphicsVerdict> {
  const expected = await answersOf(wasm, decoder, golden);
  const apart = farthest(expected, await answersOf(graphics, decoder, golden));
  if (!(apart <= SAME_ANSWERS)) return { kind: 'differs', apart: Math.min(apart, 1) };
  const times: Record<'wasm' | 'graphics', number[]> = { wasm: [], graphics: [] };
  const time = async (which: 'wasm' | 'graphics', analyser: TextAnalyser, input: GoldenInput) => {
    const started = millis();
    await analyser.analyse([input]);
    times[which].push(millis() - started);
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const input of golden) {
      await time('wasm', wasm, input);
      await time('graphics', graphics, input);
    }
  }
  const wasmMs = median(times.wasm);
  const graphicsMs = median(times.graphics);
  return { kind: graphicsMs < wasmMs ? 'faster' : 'slower', wasmMs, graphicsMs };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
