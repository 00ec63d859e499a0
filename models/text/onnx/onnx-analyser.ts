import { HEAD_KIND, HEAD_NAMES, HEADS, type Head } from '../labels.ts';
import type { CancelSignal, HeadLogits, RawAnalysis, Span, TextAnalyser, TextInput } from '../types.ts';
import { readingOf } from './reading-of.ts';
import { InputEncoder, type EncodedInput, type Tokenise } from './encode.ts';
import { byHead, LABELS, OFFSET } from './logits.ts';
import type { LeadlightModelConfig } from './model-config.ts';

/** A batch in row-major order: `rows` × `columns` of token ids, segments and attention. */
export interface Feeds {
  rows: number;
  columns: number;
  ids: BigInt64Array;
  segments: BigInt64Array;
  attention: BigInt64Array;
}

/**
 * `logits` rows × 30, `embedding` rows × hidden, `contributions` rows × (columns, or the message's tokens alone) × 30; of a
 * model that reads facts the logits of `facts` rows × 16 and `tags` rows × tokens as of the contributions × 12.
 */
export interface Outputs {
  logits: Float32Array;
  embedding: Float32Array;
  contributions: Float32Array;
  facts?: Float32Array | undefined;
  tags?: Float32Array | undefined;
}

/** A session of the model on some execution provider. Calls may not overlap. */
export interface Session {
  run(feeds: Feeds): Promise<Outputs>;
}

/** Most words marked for a label, and the share of the strongest that a word must reach. */
const MOST_WORDS = 4;
const LEAST_SHARE = 0.35;

/**
 * The ONNX model behind the analyser's interface: one input a run, one run at a time. The 8-bit model scales its
 * activations over the whole tensor, so in a batch a message's probabilities would depend on its neighbours (by up to
 * 0.28 on the dev split), and no two callers would agree; on one WASM thread a batch is no faster either.
 */
export class OnnxAnalyser implements TextAnalyser {
  readonly source = 'model';
  readonly model: string;
  readonly #encoder: InputEncoder;
  readonly #session: Session;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(config: LeadlightModelConfig, tokenise: Tokenise, session: Session) {
    this.model = `${config.name}@${config.version}`;
    this.#encoder = new InputEncoder(config, tokenise);
    this.#session = session;
  }

  async analyse(inputs: readonly TextInput[], signal?: CancelSignal): Promise<RawAnalysis[]> {
    const out: RawAnalysis[] = [];
    for (const input of inputs) {
      if (signal?.aborted) throw new Aborted();
      out.push(await this.#run(this.#encoder.encode(input)));
    }
    return out;
  }

  async #run(encoded: EncodedInput): Promise<RawAnalysis> {
    const feeds = feedsOf(encoded);
    const turn = this.#queue.then(() => this.#session.run(feeds));
    this.#queue = turn.catch(() => undefined);
    return this.#read(encoded, await turn);
  }

  #read(encoded: EncodedInput, outputs: Outputs): RawAnalysis {
    const logits = byHead(outputs.logits);
    const { facts, tags } = outputs;
    return {
      logits,
      spans: spansOf(encoded, outputs.contributions, logits),
      embedding: Array.from(outputs.embedding),
      words: encoded.words,
      ...(facts && tags && { reading: readingOf(encoded.stretches, facts, tags) }),
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

function feedsOf({ ids, segments }: EncodedInput): Feeds {
  return {
    rows: 1,
    columns: ids.length,
    ids: BigInt64Array.from(ids, BigInt),
    segments: BigInt64Array.from(segments, BigInt),
    attention: new BigInt64Array(ids.length).fill(1n),
  };
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
