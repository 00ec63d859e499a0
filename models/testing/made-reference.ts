import { HEAD_NAMES, HEADS } from '../text/labels.ts';
import type { GoldOfHeads } from '../text/adapter/gold.ts';
import type { Reference, ReferenceRow } from '../text/adapter/reference.ts';
import { byHead, LABELS } from '../text/onnx/logits.ts';
import type { RawAnalysis } from '../text/types.ts';

/** Mulberry32: the same numbers from 0 to 1 at every run. */
export function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const DIMENSION = 6;
/** Of the embedding's last number: a direction that made-up messages hardly use, free for a test to teach. */
const FAINT = 0.01;

/** A raw analysis with logits and an embedding by chance; `shift` is added to every logit of a label whose place is even. */
export function madeRaw(chance: () => number, shift = 0, model = 'made@1'): RawAnalysis {
  const logits = Array.from({ length: LABELS }, (_, label) => 6 * chance() - 4 + (label % 2 ? 0 : shift));
  const embedding = Array.from({ length: DIMENSION }, (_, at) => (chance() - 0.5) * (at === DIMENSION - 1 ? FAINT : 1));
  const words = { all: 20, split: Math.floor(3 * chance()) };
  return { logits: byHead(logits), spans: [], embedding, words, source: 'model', model, language: 'en' };
}

/** A reference of made-up messages whose gold is what the logits say, single-label heads only; the others are empty. */
export function madeReference(rows: number, seed = 1): Reference {
  const chance = chanceOf(seed);
  const made = Array.from({ length: rows }, (): ReferenceRow => {
    const raw = madeRaw(chance);
    const gold = Object.fromEntries(
      HEAD_NAMES.map((head) => {
        const top = raw.logits[head].indexOf(Math.max(...raw.logits[head]));
        return [head, head === 'intents' || head === 'objections' ? [] : [HEADS[head][top]!]];
      }),
    );
    return { raw, gold: gold as unknown as GoldOfHeads };
  });
  const split = made.reduce((sum, { raw }) => sum + raw.words!.split, 0);
  return { model: 'made@1', graph: 'f'.repeat(64), rows: made, words: { all: 20 * rows, split } };
}
