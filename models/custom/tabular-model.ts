import type { ConversationAnalysis } from '../insight/types.ts';
import type { TensorSession } from '../text/onnx/ort-session.ts';
import type { TabularConfig } from './custom-config.ts';
import type { TabularCustomModel } from './custom-model.ts';
import { featureValues } from './features.ts';
import { labelled, type Labelled } from './labelled.ts';
import { refused, wordsOf, type Refusal } from './refusal.ts';
import type { CustomValues } from './types.ts';

/** A model over named numbers: one input float32 [1, features], one output float32 [1, labels]. */
export class TabularModel implements TabularCustomModel {
  readonly head = 'tabular';
  readonly #config: TabularConfig;
  readonly #session: TensorSession;

  constructor(config: TabularConfig, session: TensorSession) {
    this.#config = config;
    this.#session = session;
  }

  get labels(): readonly string[] {
    return this.#config.labels;
  }

  async read(analysis: ConversationAnalysis): Promise<CustomValues | null> {
    const { features, missing } = this.#config;
    const values = featureValues(analysis, features).map((value) => value ?? missing ?? null);
    const known = values.filter((value) => value !== null);
    if (known.length < values.length) return null;
    const result = await this.#run(known);
    if (!result.ok) throw new Error(result.reason);
    return result.values;
  }

  async probe(): Promise<Refusal | null> {
    const { features, missing } = this.#config;
    const refusal = graphRefusal(this.#session, features.length);
    if (refusal) return refusal;
    for (const value of [0, 1, 100, ...(missing === undefined ? [] : [missing])]) {
      try {
        const result = await this.#run(features.map(() => value));
        if (!result.ok) return result;
      } catch (error) {
        return refused('run_failed', `the model fails where every feature is ${value}: ${wordsOf(error)}`);
      }
    }
    return null;
  }

  close(): Promise<void> {
    return this.#session.close();
  }

  async #run(values: readonly number[]): Promise<Labelled> {
    const { labels, activation } = this.#config;
    const input = this.#session.inputs[0]!.name;
    const outputs = await this.#session.run({
      [input]: { type: 'float32', data: Float32Array.from(values), dims: [1, values.length] },
    });
    return labelled(outputs[this.#session.outputs[0]!.name], labels, activation);
  }
}

/** What is wrong with the inputs and outputs that the graph names, or null. */
function graphRefusal({ inputs, outputs }: TensorSession, features: number): Refusal | null {
  const [input] = inputs;
  if (inputs.length !== 1 || input?.type !== 'float32') {
    return refused('graph_inputs', `a tabular graph has one input of float32, this one has ${named(inputs)}`);
  }
  const width = input.shape.at(-1);
  if (typeof width === 'number' && width > 0 && width !== features) {
    return refused('graph_inputs', `the graph takes ${width} feature(s), config.json names ${features}`);
  }
  if (outputs.length !== 1 || outputs[0]?.type !== 'float32') {
    return refused('graph_outputs', `a tabular graph has one output of float32, this one has ${named(outputs)}`);
  }
  return null;
}

function named(infos: TensorSession['inputs']): string {
  return infos.map(({ name, type }) => `${name} (${type})`).join(', ') || 'none';
}
