import { sameValue } from './known-facts.ts';
import type { FactKey, Facts, KnownFact, KnownFacts } from './types.ts';

/** A fact set by hand; null: not known, whatever the messages say. */
export interface FactEdit<K extends FactKey = FactKey> {
  key: K;
  value: NonNullable<Facts[K]> | null;
  /** ISO 8601. */
  at: string;
  /** Name of the person. */
  by: string;
}

/**
 * What is known with the edits laid over it: an edit wins over whatever was or will be read of its fact, and is nothing
 * that the lead contradicts. It keeps the words only where they say the same.
 */
export function withEdits(known: KnownFacts, edits: readonly FactEdit[] = []): KnownFacts {
  const facts: Partial<Record<FactKey, KnownFact>> = { ...known };
  for (const { key, value, at, by } of edits) {
    const read = known[key];
    if (value === null) delete facts[key];
    else {
      const evidence = read && sameValue(read.value, value) ? read.evidence : undefined;
      facts[key] = { value, statedAt: at, evidence, editedBy: by, overruled: [] };
    }
  }
  return facts as KnownFacts;
}
