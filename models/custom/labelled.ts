import { sigmoid, softmax } from '../text/decode.ts';
import type { Tensor } from '../text/onnx/ort-session.ts';
import type { Activation } from './custom-config.ts';
import { refused, type Refusal } from './refusal.ts';
import type { CustomValues } from './types.ts';

export type Labelled = { ok: true; values: CustomValues } | Refusal;

/** A graph's output by label: one number a label, all of them finite. */
export function labelled(output: Tensor | undefined, labels: readonly string[], activation: Activation): Labelled {
  if (output?.type !== 'float32') return refused('graph_outputs', 'the output is not float32');
  if (output.data.length !== labels.length) {
    return refused(
      'label_mismatch',
      `the graph gives [${output.dims.join(', ')}] numbers, config.json names ${labels.length} label(s)`,
    );
  }
  const values = activated(Array.from(output.data), activation);
  if (!values.every(Number.isFinite)) return refused('not_finite', 'the output is not a finite number');
  return { ok: true, values: Object.fromEntries(labels.map((label, at) => [label, values[at]!])) };
}

function activated(numbers: readonly number[], activation: Activation): readonly number[] {
  // An infinite logit would pass for a sure one.
  if (!numbers.every(Number.isFinite) || activation === 'none') return numbers;
  return activation === 'softmax' ? softmax(numbers) : numbers.map(sigmoid);
}
