import * as v from 'valibot';
import { contentId } from '../../import/fields.ts';
import { HEAD_NAMES, HEADS, type Head } from '../labels.ts';
import type { Decoder, RawAnalysis } from '../types.ts';
import { dot } from './cholesky.ts';
import { featuresOf } from './prior.ts';

const Row = v.pipe(v.array(v.pipe(v.number(), v.finite())), v.minLength(2));

/**
 * What was learnt on top of a model: for each label of a head one row of weights over the embedding of length 1, the bias last; they
 * give a change in calibrated log-odds. */
export const AdapterSchema = v.pipe(
  v.object({
    /** The model whose embeddings it reads, e.g. `leadlight-text@2`. */
    model: v.string(),
    heads: v.partial(
      v.object({
        sentiment: v.array(Row),
        intents: v.array(Row),
        objections: v.array(Row),
        urgency: v.array(Row),
        readiness: v.array(Row),
      }),
    ),
  }),
  v.check(({ heads }) => {
    const all = HEAD_NAMES.flatMap((head) => heads[head] ?? []);
    const whole = HEAD_NAMES.every((head) => !heads[head] || heads[head].length === HEADS[head].length);
    return whole && all.every((row) => row.length === all[0]!.length);
  }, 'a head has a row a label, all of one length'),
);
export type Adapter = v.InferOutput<typeof AdapterSchema>;

/** A short name of its content: equal adapters have equal versions, on a device and on the server. */
export const adapterVersion = (adapter: Adapter): string => contentId(JSON.stringify(adapter));

/** Weights as they are kept: four significant digits, so that what is stored is what was judged. */
export const storedRow = (row: ArrayLike<number>): number[] =>
  Array.from(row, (weight) => Number(weight.toPrecision(4)));

/**
 * A change that is smaller is none, and of a larger one as much is taken off (soft threshold), in log-odds: messages that
 * are like no correction get small changes, which would only tip decisions that stand on the edge.
 */
const QUIET = 1;

const beyondQuiet = (change: number) => Math.sign(change) * Math.max(0, Math.abs(change) - QUIET);

/**
 * The logits as the adapter changes them. What has no embedding (rules, carrier keywords, other languages) or comes from
 * another model is left as it is.
 */
export function adapted(raw: RawAnalysis, adapter: Adapter | null, { temperature }: Decoder): RawAnalysis {
  if (!adapter || !raw.embedding || raw.model !== adapter.model) return raw;
  const features = featuresOf(raw.embedding);
  const change = (head: Head): readonly number[] => {
    const rows = adapter.heads[head];
    if (!rows || rows[0]!.length !== features.length) return raw.logits[head];
    return raw.logits[head].map((logit, label) => logit + temperature[head] * beyondQuiet(dot(rows[label]!, features)));
  };
  const logits = Object.fromEntries(HEAD_NAMES.map((head) => [head, change(head)])) as unknown as RawAnalysis['logits'];
  return { ...raw, logits };
}
