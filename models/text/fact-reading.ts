/** The facts of the label guide, in the order of the model's tags. */
export const FACT_TAGS = [
  'budget_min',
  'budget_max',
  'beds_min',
  'baths_min',
  'property_type',
  'timeline_days_max',
  'locations',
  'financing',
  'has_agent',
  'must_sell_first',
  'motivation',
  'appointment',
] as const;
export type FactTag = (typeof FACT_TAGS)[number];

/** The facts with few values, a value each, in the order of the model's output. */
export const FACT_VALUES = [
  ...(['house', 'condo', 'townhouse', 'apartment', 'land', 'multifamily'] as const).map((value) => ({
    key: 'property_type' as const,
    value,
  })),
  ...(['preapproved', 'cash', 'needs_loan', 'fha', 'va', 'conventional'] as const).map((value) => ({
    key: 'financing' as const,
    value,
  })),
  ...[true, false].map((value) => ({ key: 'has_agent' as const, value })),
  ...[true, false].map((value) => ({ key: 'must_sell_first' as const, value })),
] as const;
export type FactValue = (typeof FACT_VALUES)[number];

/** Less is not kept, as hardly a word states anything: what is absent is ruled out. */
export const LEAST_PROBABILITY = 0.1;

/** A word `[start, end)` of the normalised text with the probability that it states a fact. */
export interface StatingWord {
  key: FactTag;
  start: number;
  end: number;
  probability: number;
}

/**
 * What a message states about the lead's need, as the text model reads it: which of its words state which fact, and the
 * value of the facts with few. Only what has a probability of `LEAST_PROBABILITY` or more.
 */
export interface FactReading {
  /** In the order of the text, a key at a time. */
  words: readonly StatingWord[];
  values: readonly (FactValue & { probability: number })[];
}
