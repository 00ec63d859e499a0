import type { Evidence } from '../conversation.ts';

/** Animals that live with the lead; `count` is null where several are spoken of without a number. */
export interface Pet {
  kind: string;
  count: number | null;
}

/**
 * What a lead states beside the facts of the label guide. `decision_makers`: who decides with the lead; `pets`. An empty
 * list is a statement too: decides alone, has no pets.
 */
export interface FurtherFacts {
  decision_makers: readonly string[];
  pets: readonly Pet[];
}
export type FurtherKey = keyof FurtherFacts;

/** A further fact with the words that state it, `[start, end)` in the normalised text. */
export type FoundFurther = {
  [K in FurtherKey]: { key: K; value: FurtherFacts[K]; start: number; end: number };
}[FurtherKey];

/** What is known of it after all messages; what a later statement changed stays visible, oldest first. */
export interface KnownFurther<K extends FurtherKey = FurtherKey> {
  key: K;
  value: FurtherFacts[K];
  /** As a person says it. */
  words: string;
  statedAt: string;
  evidence: readonly Evidence[];
  overruled: readonly { words: string; statedAt: string; evidence: readonly Evidence[] }[];
}
