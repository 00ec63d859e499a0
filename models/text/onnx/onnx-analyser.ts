import { HEAD_KIND, HEAD_NAMES, HEADS, type Head } from '../labels.ts';
import type { CancelSignal, HeadLogits, RawAnalysis, Span, TextAnalyser, TextInput } from '../types.ts';
import { InputEncoder, type EncodedInput, type Tokenise } from './encode.ts';
import type { LeadlightModelConfig } from './model-config.ts';

/** A batch in row-major order: `rows` × `columns` of token ids, segments and attention. */
export interface Feeds {
  rows: number;
  columns: number;
  ids: BigInt64Array;
  segments: BigInt64Array;
  attention: BigInt64Array;
}

/** `logits` rows × 30, `embedding` rows × hidden, `contributions` rows × columns × 30. */
export interface Outputs {
  logits: Float32Array;
  embedding: Float32Array;
  contributions: Float32Array;
}

/** A session of the model on some execution provider. Calls may not overlap. */
export interface Session {
  run(feeds: Feeds): Promise<Outputs>;
}

const BATCH = 16;
const LABELS = HEAD_NAMES.reduce((sum, head) => sum + HEADS[head].length, 0);
/** Where each head's logits begin in the vector of 30. */
const OFFSET = Object.fromEntries(
  HEAD_NAMES.map((head, at) => [head, HEAD_NAMES.slice(0, at).reduce((sum, h) => sum + HEADS[h].length, 0)]),
) as Record<Head, number>;

/** Most words marked for a label, and the share of the strongest that a word must reach. */
const MOST_WORDS = 4;
const LEAST_SHARE = 0.35;

/** The ONNX model behind the analyser's interface: batches of like length, one session call at a time. */
export class OnnxAnalyser implements TextAnalyser {
  readonly source = 'model';
  readonly model: string;
  readonly #encoder: InputEncoder;
  readonly #session: Session;
  readonly #pad: number;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(config: LeadlightModelConfig, tokenise: Tokenise, session: Session) {
    this.model = `${config.name}@${config.version}`;
    this.#encoder = new InputEncoder(config, tokenise);
    this.#session = session;
    this.#pad = config.tokens.pad;
  }

  async analyse(inputs: readonly TextInput[], signal?: CancelSignal): Promise<RawAnalysis[]> {
    const encoded = inputs.map((input) => this.#encoder.encode(input));
    const order = encoded.map((_, index) => index).sort((a, b) => encoded[a]!.ids.length - encoded[b]!.ids.length);
    const out = new Array<RawAnalysis>(inputs.length);
    for (let at = 0; at < order.length; at += BATCH) {
      if (signal?.aborted) throw new Aborted();
      const indices = order.slice(at, at + BATCH);
      const rows = await this.#run(indices.map((index) => encoded[index]!));
      indices.forEach((index, row) => (out[index] = rows[row]!));
    }
    return out;
  }

  async #run(batch: readonly EncodedInput[]): Promise<RawAnalysis[]> {
    const feeds = feedsOf(batch, this.#pad);
    const turn = this.#queue.then(() => this.#session.run(feeds));
    this.#queue = turn.catch(() => undefined);
    const outputs = await turn;
    return batch.map((encoded, row) => this.#read(encoded, outputs, row, feeds));
  }

  #read(encoded: EncodedInput, outputs: Outputs, row: number, feeds: Feeds): RawAnalysis {
    const flat = outputs.logits.subarray(row * LABELS, (row + 1) * LABELS);
    const logits = Object.fromEntries(
      HEAD_NAMES.map((head) => [head, Array.from(flat.subarray(OFFSET[head], OFFSET[head] + HEADS[head].length))]),
    ) as unknown as HeadLogits;
    const hidden = outputs.embedding.length / feeds.rows;
    const start = row * feeds.columns * LABELS;
    const contributions = outputs.contributions.subarray(start, start + encoded.ids.length * LABELS);
    return {
      logits,
      spans: spansOf(encoded, contributions, logits),
      embedding: Array.from(outputs.embedding.subarray(row * hidden, (row + 1) * hidden)),
      source: 'model',
      model: this.model,
      language: 'en',
    };
  }
}

/** Stopped through its signal; the name is that of an aborted fetch. */
class Aborted extends Error {
  override readonly name = 'AbortError';
}

function feedsOf(batch: readonly EncodedInput[], pad: number): Feeds {
  const rows = batch.length;
  const columns = Math.max(...batch.map((encoded) => encoded.ids.length));
  const ids = new BigInt64Array(rows * columns).fill(BigInt(pad));
  const segments = new BigInt64Array(rows * columns);
  const attention = new BigInt64Array(rows * columns);
  batch.forEach((encoded, row) => {
    encoded.ids.forEach((id, column) => {
      const at = row * columns + column;
      ids[at] = BigInt(id);
      segments[at] = BigInt(encoded.segments[column]!);
      attention[at] = 1n;
    });
  });
  return { rows, columns, ids, segments, attention };
}

/** Labels that the words may speak for: those near or above even odds; a single head's winner unless it means "nothing". */
function spokenFor(head: Head, logits: readonly number[]): number[] {
  if (HEAD_KIND[head] === 'multi') return logits.flatMap((logit, label) => (logit > -1 ? [label] : []));
  const winner = logits.indexOf(Math.max(...logits));
  const name = HEADS[head][winner];
  return name === 'none' || name === 'neutral' ? [] : [winner];
}

/** The words whose contributions carry each decision; weights are shares of the positive evidence. */
function spansOf(encoded: EncodedInput, contributions: Float32Array, logits: HeadLogits): Span[] {
  return HEAD_NAMES.flatMap((head) =>
    spokenFor(head, logits[head]).flatMap((label) => {
      const words = new Map<string, { start: number; end: number; sum: number }>();
      encoded.stretches.forEach((stretch, token) => {
        if (!stretch) return;
        const key = `${stretch[0]}`;
        const word = words.get(key) ?? { start: stretch[0], end: stretch[1], sum: 0 };
        word.sum += contributions[token * LABELS + OFFSET[head] + label]!;
        words.set(key, word);
      });
      return strongest([...words.values()]).map(({ start, end, weight }) => ({
        head,
        label: HEADS[head][label]!,
        start,
        end,
        weight,
      }));
    }),
  );
}

function strongest(
  words: { start: number; end: number; sum: number }[],
): { start: number; end: number; weight: number }[] {
  const positive = words.filter((word) => word.sum > 0).sort((a, b) => b.sum - a.sum);
  const total = positive.reduce((sum, word) => sum + word.sum, 0);
  const top = positive[0]?.sum ?? 0;
  const kept = positive
    .filter((word, at) => at < MOST_WORDS && word.sum >= LEAST_SHARE * top)
    .sort((a, b) => a.start - b.start);
  return kept.reduce<{ start: number; end: number; weight: number }[]>((merged, word) => {
    const last = merged.at(-1);
    // Neighbours with only a space between them are one stretch.
    if (last && word.start - last.end <= 1) {
      last.end = word.end;
      last.weight += word.sum / total;
    } else merged.push({ start: word.start, end: word.end, weight: word.sum / total });
    return merged;
  }, []);
}
