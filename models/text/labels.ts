/** The label names of the text model. Fixed: training data, evaluation and every stored analysis use them. */

export const SENTIMENTS = ['negative', 'neutral', 'positive'] as const;
export type Sentiment = (typeof SENTIMENTS)[number];

export const INTENTS = [
  'buy',
  'sell',
  'rent',
  'research',
  'property_question',
  'showing',
  'financing',
  'offer',
  'objection',
  'opt_out',
  'courtesy',
] as const;
export type Intent = (typeof INTENTS)[number];

export const OBJECTION_KINDS = [
  'price',
  'timing',
  'financing',
  'property',
  'location',
  'market',
  'agent',
  'decision',
] as const;
export type ObjectionKind = (typeof OBJECTION_KINDS)[number];

/** In order of urgency: the position is the ordinal used for QWK. */
export const URGENCIES = ['none', 'low', 'medium', 'high'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** In order of nearness to a transaction: the position is the ordinal used for QWK. */
export const READINESS = ['none', 'early', 'considering', 'ready'] as const;
export type Readiness = (typeof READINESS)[number];

/** Each head of the model with its labels, in the order of its logits. */
export const HEADS = {
  sentiment: SENTIMENTS,
  intents: INTENTS,
  objections: OBJECTION_KINDS,
  urgency: URGENCIES,
  readiness: READINESS,
} as const;
export type Head = keyof typeof HEADS;
export const HEAD_NAMES = Object.keys(HEADS) as Head[];

/** `single` heads pick one label (softmax); `multi` heads pick any number (a sigmoid each). */
export const HEAD_KIND = {
  sentiment: 'single',
  intents: 'multi',
  objections: 'multi',
  urgency: 'single',
  readiness: 'single',
} as const satisfies Record<Head, 'single' | 'multi'>;

export type LabelOf<H extends Head> = (typeof HEADS)[H][number];
