import type { TextInput, WordCount } from '../types.ts';
import { dense, denseTurn } from './dense.ts';
import type { LeadlightModelConfig } from './model-config.ts';

/** Token ids of a text, without special tokens. */
export type Tokenise = (text: string) => readonly number[];

/** An input as the encoder takes it; segment 0 is the message, 1 the context. */
export interface EncodedInput {
  ids: number[];
  segments: number[];
  /** For each token the stretch `[start, end)` of the message it stands for, or null (special tokens, context). */
  stretches: (readonly [number, number] | null)[];
  /** Of the message's part that is read. */
  words: WordCount;
}

interface Piece {
  id: number;
  stretch: readonly [number, number];
}

const WORD = /\S+/gu;
const LETTERS = /\p{L}+/gu;
const REMEMBERED = 20_000;
/** A word of a kilobyte is no word: WordPiece would make it one unknown token anyway. */
const LONGEST_WORD = 1000;

/**
 * Builds `[CLS] message [SEP] context [SEP]`, latest turn first, each turn led by its speaker's name, within the token
 * budget; of a message that is too long the head (two thirds) and the tail are kept. The same as `Encoder` in the
 * training code. WordPiece works on words, so words are tokenised one at a time and remembered.
 */
export class InputEncoder {
  readonly #config: LeadlightModelConfig;
  readonly #tokenise: Tokenise;
  readonly #words = new Map<string, readonly number[]>();
  readonly #counts = new Map<string, WordCount>();

  constructor(config: LeadlightModelConfig, tokenise: Tokenise) {
    this.#config = config;
    this.#tokenise = tokenise;
  }

  encode(input: TextInput): EncodedInput {
    const { budget, message, tokens } = this.#config;
    const room = budget - 3;
    const body = this.#pieces(input.text, room);
    const rest = this.#context(input, room);
    const keep = body.length + rest.length <= room ? body : cut(body, Math.max(message, room - rest.length));
    const tail = rest.slice(0, room - keep.length);
    const ids = [tokens.cls, ...keep.map((piece) => piece.id), tokens.sep];
    const segments = ids.map(() => 0);
    const stretches = [null, ...keep.map((piece) => piece.stretch), null];
    const words = this.#count(input.text, room);
    if (tail.length === 0) return { ids, segments, stretches, words };
    const after = [...tail, tokens.sep];
    return {
      ids: [...ids, ...after],
      segments: [...segments, ...after.map(() => 1)],
      stretches: [...stretches, ...after.map(() => null)],
      words,
    };
  }

  #context(input: TextInput, room: number): number[] {
    const out: number[] = [];
    for (const turn of input.context.slice(-4).toReversed()) {
      if (out.length >= room) break;
      const text = this.#config.dense ? denseTurn(turn) : `${turn.role}: ${turn.text}`;
      out.push(...this.#pieces(text, room).map((piece) => piece.id));
    }
    return out;
  }

  /** Pieces of a text; of a huge one only the first and last parts that could be kept are tokenised. */
  #pieces(text: string, room: number): Piece[] {
    const words = [...text.matchAll(WORD)];
    // A word is a token or more (but for a lone comma): more than the budget at either end can hardly be kept.
    const near = words.length <= 2 * room ? words : [...words.slice(0, room), ...words.slice(-room)];
    return near.flatMap((match) => {
      const stretch = [match.index, match.index + match[0].length] as const;
      return this.#word(match[0]).map((id) => ({ id, stretch }));
    });
  }

  /** Words of letters, and how many of them are in the vocabulary only in pieces. */
  #count(text: string, room: number): WordCount {
    const words = (text.match(WORD) ?? []).slice(0, room).map((word) => this.#countWord(word));
    return {
      all: words.reduce((sum, { all }) => sum + all, 0),
      split: words.reduce((sum, { split }) => sum + split, 0),
    };
  }

  #countWord(word: string): WordCount {
    const known = this.#counts.get(word);
    if (known) return known;
    const runs = word.slice(0, LONGEST_WORD).match(LETTERS) ?? [];
    const count = { all: runs.length, split: runs.filter((run) => this.#tokenise(run).length > 1).length };
    if (this.#counts.size >= REMEMBERED) this.#counts.clear();
    this.#counts.set(word, count);
    return count;
  }

  #word(word: string): readonly number[] {
    const known = this.#words.get(word);
    if (known) return known;
    let text = word;
    for (const [symbol, meaning] of this.#config.emoji) {
      if (text.includes(symbol)) text = text.replaceAll(symbol, ` ${meaning} `);
    }
    text = text.slice(0, LONGEST_WORD);
    const ids = this.#tokenise(this.#config.dense ? dense(text) : text);
    if (this.#words.size >= REMEMBERED) this.#words.clear();
    this.#words.set(word, ids);
    return ids;
  }
}

function cut(body: readonly Piece[], limit: number): Piece[] {
  if (body.length <= limit) return [...body];
  const head = Math.floor((limit * 2) / 3);
  return [...body.slice(0, head), ...body.slice(body.length - (limit - head))];
}
