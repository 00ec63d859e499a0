import * as v from 'valibot';
import { HEADS, INTENTS, OBJECTION_KINDS, type Head } from '../labels.ts';
import type { Decoder } from '../types.ts';
import { LABELS } from './logits.ts';

const positive = v.pipe(v.number(), v.gtValue(0));
const probability = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const integer = (min: number) => v.pipe(v.number(), v.integer(), v.minValue(min));

/** An input with the logits that the exported graph gave for it. */
const GoldenInput = v.object({
  text: v.string(),
  context: v.array(v.object({ role: v.picklist(['lead', 'agent']), text: v.string() })),
  logits: v.pipe(v.array(v.pipe(v.number(), v.finite())), v.length(LABELS)),
});
export type GoldenInput = v.InferOutput<typeof GoldenInput>;

const Levels = v.object({ from: probability, to: probability, below: probability, above: probability });

/** What `config.json` of a shipped text model holds under `leadlight`, beside the encoder's own fields. */
export const LeadlightModelConfig = v.object({
  name: v.pipe(v.string(), v.minLength(1)),
  version: v.pipe(v.string(), v.minLength(1)),
  /** Most tokens of an input, and how many of them the message may take when context competes. */
  budget: integer(8),
  message: integer(4),
  /** Heads with their labels in the order of the logits: must be the product's own. */
  heads: v.record(v.string(), v.array(v.string())),
  temperature: v.object({
    sentiment: positive,
    intents: positive,
    objections: positive,
    urgency: positive,
    readiness: positive,
  }),
  /** Of each label, in the order of the logits; none is 0. */
  bias: v.optional(
    v.object({
      intents: v.pipe(v.array(v.number()), v.length(INTENTS.length)),
      objections: v.pipe(v.array(v.number()), v.length(OBJECTION_KINDS.length)),
    }),
  ),
  thresholds: v.object({ intents: v.record(v.string(), probability), objections: v.record(v.string(), probability) }),
  /** Stated confidences of the multi-label heads; a model without states each probability as it comes. */
  levels: v.optional(v.object({ intents: Levels, objections: Levels })),
  /** Whether the model was trained on dense text (`dense.ts`). */
  dense: v.optional(v.boolean(), false),
  /** Emoji and their meaning in words, in the order of replacement. */
  emoji: v.array(v.tuple([v.string(), v.string()])),
  tokens: v.object({ cls: integer(0), sep: integer(0), pad: integer(0) }),
  /** sha256 of the files of the folder, hex, by relative path. */
  sha256: v.record(v.string(), v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))),
  /** What the self-test runs (`self-test.ts`); older models have none. */
  golden: v.optional(v.array(GoldenInput)),
});
export type LeadlightModelConfig = v.InferOutput<typeof LeadlightModelConfig>;

export type ParsedConfig = { ok: true; config: LeadlightModelConfig } | { ok: false; reason: string };

function headsAgree(heads: Record<string, readonly string[]>): boolean {
  return JSON.stringify(heads) === JSON.stringify(HEADS);
}

/** Checks the `leadlight` part of a model's `config.json`; the reason is for a person. */
export function parseModelConfig(json: unknown): ParsedConfig {
  const parsed = v.safeParse(v.object({ leadlight: LeadlightModelConfig }), json);
  if (!parsed.success) {
    const issue = parsed.issues[0];
    return { ok: false, reason: `config.json: ${v.getDotPath(issue) ?? ''} ${issue.message}` };
  }
  const config = parsed.output.leadlight;
  return headsAgree(config.heads)
    ? { ok: true, config }
    : { ok: false, reason: 'config.json: heads differ from the product’s labels' };
}

/** The decoder that the model's calibration asks for; a label without a threshold of its own gets 0.5. */
export function decoderOf(config: LeadlightModelConfig): Decoder {
  const limits = (head: 'intents' | 'objections', labels: readonly string[]) =>
    Object.fromEntries(labels.map((label) => [label, config.thresholds[head][label] ?? 0.5]));
  return {
    temperature: config.temperature as Record<Head, number>,
    bias: config.bias,
    thresholds: {
      intents: limits('intents', INTENTS),
      objections: limits('objections', OBJECTION_KINDS),
    } as Decoder['thresholds'],
    levels: config.levels,
  };
}
