import * as v from 'valibot';
import { ACTION_KINDS } from '../../actions/types.ts';
import { HEAD_KIND, HEAD_NAMES, HEADS } from '../labels.ts';
import { CHANNELS, type RawAnalysis } from '../types.ts';

/** Corrections of one retraining; the fit's table grows with their square. */
const MOST_CORRECTIONS = 2000;

const Input = v.object({
  text: v.string(),
  context: v.array(v.object({ role: v.picklist(['lead', 'agent']), text: v.string() })),
  channel: v.optional(v.picklist(CHANNELS)),
});

/** Of a raw analysis only what the fit reads is checked here; whether it is of this model is checked against the model. */
const Raw = v.custom<RawAnalysis>((value) => {
  const raw = value as Partial<RawAnalysis> | null;
  if (typeof raw !== 'object' || raw === null || !Array.isArray(raw.embedding) || !raw.logits) return false;
  const vectors = HEAD_NAMES.map((head) => raw.logits![head]);
  return (
    vectors.every((vector, at) => Array.isArray(vector) && vector.length === HEADS[HEAD_NAMES[at]!].length) &&
    [...vectors.flat(), ...raw.embedding].every(Number.isFinite) &&
    raw.embedding.some((value) => value !== 0)
  );
}, 'expected a raw analysis with an embedding');

/** An agent says what a message's labels of one head are. */
const LabelCorrection = v.pipe(
  v.object({
    kind: v.literal('label'),
    /** The message, or what the model made of it. */
    of: v.union([Input, Raw]),
    head: v.picklist(HEAD_NAMES),
    /** The right labels: exactly one for a single-label head. */
    gold: v.array(v.string()),
  }),
  v.check(({ head, gold }) => {
    const known: readonly string[] = HEADS[head];
    const once = new Set(gold).size === gold.length;
    return once && gold.every((label) => known.includes(label)) && (HEAD_KIND[head] === 'multi' || gold.length === 1);
  }, 'gold holds labels of the head, each once, and exactly one for sentiment, urgency and readiness'),
);

/** An agent took up a proposed action of a kind, or dismissed it. */
const ActionCorrection = v.object({
  kind: v.literal('action'),
  action: v.picklist(ACTION_KINDS),
  accepted: v.boolean(),
});

const Corrections = v.pipe(
  v.array(v.variant('kind', [LabelCorrection, ActionCorrection])),
  v.maxLength(MOST_CORRECTIONS, `at most ${MOST_CORRECTIONS} corrections at a time`),
);
export type LabelCorrection = v.InferOutput<typeof LabelCorrection>;
export type ActionCorrection = v.InferOutput<typeof ActionCorrection>;
export type Correction = LabelCorrection | ActionCorrection;

export type ParsedCorrections = { ok: true; corrections: Correction[] } | { ok: false; reason: string };

/** Checks all corrections; one that is wrong refuses the whole list, with its place. No word of a message is repeated. */
export function parseCorrections(value: unknown): ParsedCorrections {
  const parsed = v.safeParse(Corrections, value);
  if (parsed.success) return { ok: true, corrections: parsed.output };
  const issue = parsed.issues[0];
  const place = v.getDotPath(issue) ?? 'corrections';
  const said = issue.type === 'check' || issue.type === 'max_length' || issue.type === 'custom';
  return { ok: false, reason: `${place}: ${said ? issue.message : `expected ${issue.expected ?? 'another value'}`}` };
}
