import type { Tensor, TensorSession } from '../text/onnx/ort-session.ts';
import type { TextConfig } from './custom-config.ts';
import type { TextCustomModel } from './custom-model.ts';
import { labelled, type Labelled } from './labelled.ts';
import { refused, wordsOf, type Refusal } from './refusal.ts';
import type { CustomTokenise, CustomValues } from './types.ts';

const INPUTS = ['input_ids', 'attention_mask', 'token_type_ids'] as const;
type Input = (typeof INPUTS)[number];
const OUTPUT = 'logits';

/** A sentence that a lead writes. */
const PROBE = 'Hi, is the house on Oak Street still available? We could come by on Saturday.';
/** A token of text is seldom longer, and what comes after the last token that fits is not read. */
const CHARACTERS_A_TOKEN = 40;

/** A sequence classifier as `transformers` and Optimum export it: token ids in, `logits` [1, labels] out. */
export class TextClassifier implements TextCustomModel {
  readonly head = 'text';
  readonly #config: TextConfig;
  readonly #tokenise: CustomTokenise;
  readonly #session: TensorSession;

  constructor(config: TextConfig, tokenise: CustomTokenise, session: TensorSession) {
    this.#config = config;
    this.#tokenise = tokenise;
    this.#session = session;
  }

  get labels(): readonly string[] {
    return this.#config.labels;
  }

  async read(text: string): Promise<CustomValues> {
    const result = await this.#run(text);
    if (!result.ok) throw new Error(result.reason);
    return result.values;
  }

  async probe(): Promise<Refusal | null> {
    const refusal = graphRefusal(this.#session);
    if (refusal) return refusal;
    // The long text finds a graph that has fewer positions than its config says.
    for (const text of [PROBE, `${PROBE} `.repeat(Math.ceil(this.#config.maxTokens / 8))]) {
      try {
        const result = await this.#run(text);
        if (!result.ok) return result;
      } catch (error) {
        return refused('run_failed', `the model fails on a message of ${text.length} characters: ${wordsOf(error)}`);
      }
    }
    return null;
  }

  close(): Promise<void> {
    return this.#session.close();
  }

  async #run(text: string): Promise<Labelled> {
    const { labels, activation, maxTokens } = this.#config;
    const ids = truncatedIds(text.slice(0, maxTokens * CHARACTERS_A_TOKEN), this.#tokenise, maxTokens);
    if (ids.length === 0) return refused('run_failed', 'the tokeniser gives no token');
    const dims = [1, ids.length];
    const made: Record<Input, () => Tensor> = {
      input_ids: () => ({ type: 'int64', data: BigInt64Array.from(ids, BigInt), dims }),
      attention_mask: () => ({ type: 'int64', data: new BigInt64Array(ids.length).fill(1n), dims }),
      token_type_ids: () => ({ type: 'int64', data: new BigInt64Array(ids.length), dims }),
    };
    const wanted = INPUTS.filter((name) => this.#session.inputs.some((input) => input.name === name));
    const outputs = await this.#session.run(Object.fromEntries(wanted.map((name) => [name, made[name]()])));
    return labelled(outputs[OUTPUT], labels, activation);
  }
}

/** What is wrong with the inputs and outputs that the graph names, or null. */
function graphRefusal({ inputs, outputs }: TensorSession): Refusal | null {
  const known: readonly string[] = INPUTS;
  const foreign = inputs.filter(({ name, type }) => !known.includes(name) || type !== 'int64');
  if (foreign.length > 0) {
    const asked = foreign.map(({ name, type }) => `${name} (${type})`).join(', ');
    return refused('graph_inputs', `the graph asks for ${asked}; a text classifier gets ${INPUTS.join(', ')} (int64)`);
  }
  for (const name of ['input_ids', 'attention_mask'] satisfies Input[]) {
    if (!inputs.some((input) => input.name === name)) {
      return refused('graph_inputs', `the graph has no input ${name}`);
    }
  }
  return outputs.some(({ name, type }) => name === OUTPUT && type === 'float32')
    ? null
    : refused('graph_outputs', `the graph has no output ${OUTPUT} (float32)`);
}

/**
 * At most `limit` token ids; of a text that is too long the end is left off and the special tokens around it are kept,
 * as `transformers` truncates.
 */
export function truncatedIds(text: string, tokenise: CustomTokenise, limit: number): readonly number[] {
  const whole = tokenise(text, true);
  if (whole.length <= limit) return whole;
  const bare = tokenise(text, false);
  const specials = whole.length - bare.length;
  const before = Array.from({ length: specials + 1 }, (_, at) => at).find((at) =>
    bare.every((id, index) => whole[at + index] === id),
  );
  // A tokeniser that writes the text otherwise beside special tokens: its beginning is the best there is.
  if (before === undefined) return whole.slice(0, limit);
  const end = whole.length - (specials - before);
  return [...whole.slice(0, before + limit - specials), ...whole.slice(end)];
}
