import * as v from 'valibot';
import { isFeature, type FeatureName } from './features.ts';
import { refused, type Refusal } from './refusal.ts';

/** How the numbers of a graph become values a label. */
export type Activation = 'none' | 'softmax' | 'sigmoid';

export interface TextConfig {
  head: 'text';
  labels: readonly string[];
  activation: Activation;
  /** Most tokens of an input, special ones included. */
  maxTokens: number;
}

export interface TabularConfig {
  head: 'tabular';
  features: readonly FeatureName[];
  labels: readonly string[];
  activation: Activation;
  /** What stands for a feature that is not known; without it the model says nothing then. */
  missing: number | undefined;
}

export type CustomConfig = TextConfig | TabularConfig;
export type ParsedCustomConfig = { ok: true; config: CustomConfig } | Refusal;

/** Longest input of a text classifier: a message is short, and on one thread the time grows with the square. */
const MOST_TOKENS = 512;

const label = v.pipe(v.string(), v.minLength(1));
const names = v.pipe(v.array(label), v.minLength(1, 'expected at least one'));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const TabularJson = v.object({
  leadlight: v.object({
    task: v.literal('tabular'),
    features: names,
    labels: names,
    activation: v.picklist(['none', 'softmax', 'sigmoid']),
    /** JSON has no NaN, which tree models take for "not known". */
    missing: v.optional(v.union([v.number(), v.literal('nan')])),
  }),
});

const TextJson = v.object({
  id2label: v.optional(v.record(v.string(), label)),
  label2id: v.optional(v.record(v.string(), count)),
  problem_type: v.nullish(v.string()),
  max_position_embeddings: v.optional(v.pipe(v.number(), v.integer(), v.minValue(4))),
  model_type: v.optional(v.string()),
  pad_token_id: v.nullish(count),
});
type TextJson = v.InferOutput<typeof TextJson>;

/** Reads the `config.json` of a custom model: a tabular one says so under `leadlight`, every other is a text classifier. */
export function parseCustomConfig(json: unknown): ParsedCustomConfig {
  const tabular = typeof json === 'object' && json !== null && isTabular(json);
  return tabular ? parseTabular(json) : parseText(json);
}

function isTabular(json: object): boolean {
  const { leadlight } = json as { leadlight?: { task?: unknown } | null };
  return leadlight?.task !== undefined;
}

function parseTabular(json: unknown): ParsedCustomConfig {
  const parsed = v.safeParse(TabularJson, json);
  if (!parsed.success) return refused('config_invalid', inWords(parsed.issues[0]));
  const { features, labels, activation, missing } = parsed.output.leadlight;
  const unknown = features.filter((name) => !isFeature(name));
  if (unknown.length > 0) return refused('features_unknown', `there is no feature ${unknown.join(', ')}`);
  if (repeats(features)) return refused('config_invalid', 'config.json: a feature is named twice');
  if (repeats(labels)) return refused('config_invalid', 'config.json: a label is named twice');
  return {
    ok: true,
    config: {
      head: 'tabular',
      features: features.filter(isFeature),
      labels,
      activation,
      missing: missing === 'nan' ? NaN : missing,
    },
  };
}

function parseText(json: unknown): ParsedCustomConfig {
  const parsed = v.safeParse(TextJson, json);
  if (!parsed.success) return refused('config_invalid', inWords(parsed.issues[0]));
  const config = parsed.output;
  if (config.problem_type === 'regression') {
    return refused('config_invalid', 'config.json: problem_type regression is no classifier');
  }
  const labels = labelsOf(config);
  if (labels === null) {
    return refused('config_invalid', 'config.json: id2label must name each label once, numbered from 0 without a gap');
  }
  // One label can only be on or off.
  const multi = config.problem_type === 'multi_label_classification' || labels.length === 1;
  return {
    ok: true,
    config: { head: 'text', labels, activation: multi ? 'sigmoid' : 'softmax', maxTokens: maxTokensOf(config) },
  };
}

/** Labels in the order of the logits, or null where a number is missing or a name comes twice. */
function labelsOf({ id2label, label2id }: TextJson): string[] | null {
  const byId = id2label
    ? new Map(Object.entries(id2label).map(([id, name]) => [Number(id), name]))
    : new Map(Object.entries(label2id ?? {}).map(([name, id]) => [id, name]));
  const size = Object.keys(id2label ?? label2id ?? {}).length;
  const labels = Array.from({ length: size }, (_, id) => byId.get(id));
  const all = labels.filter((name) => name !== undefined);
  return size === 0 || all.length < size || repeats(all) ? null : all;
}

/** RoBERTa and its kin count positions from the padding's number plus one, so that many of them hold no token. */
function maxTokensOf({ max_position_embeddings: positions, model_type, pad_token_id }: TextJson): number {
  const unused = /roberta|camembert|longformer|mpnet|luke|xmod|data2vec/.test(model_type ?? '')
    ? (pad_token_id ?? 1) + 1
    : 0;
  return Math.min(MOST_TOKENS, (positions ?? MOST_TOKENS) - unused);
}

const repeats = (values: readonly string[]): boolean => new Set(values).size < values.length;

function inWords(issue: v.BaseIssue<unknown>): string {
  return `config.json: ${v.getDotPath(issue) ?? ''} ${issue.message}`;
}
