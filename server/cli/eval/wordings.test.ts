import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { extractFacts, toFacts } from '../../../models/facts/extract.ts';
import type { FactKey, Facts } from '../../../models/facts/types.ts';
import { normaliseMessage } from '../../../models/text/normalise.ts';
import type { Turn } from '../../../models/text/types.ts';
import { evaluateFacts } from './evaluate-facts.ts';

interface Wording {
  context: Turn[];
  text: string;
  sentAt: string;
  facts: Facts;
}

/** Messages in many wordings, labelled by the label guide; a key that is absent must not be found. */
const wordings = readFileSync(new URL('../../../models/facts/wordings.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Wording);

const scores = evaluateFacts(
  wordings.map(({ context, text, sentAt, facts }) => ({
    gold: facts,
    found: toFacts(extractFacts({ text: normaliseMessage(text), context, sentAt })),
  })),
);

const LEAST_F1 = 0.9;
/** Fewer mentions than this say nothing about a fact. */
const LEAST_SUPPORT = 100;

describe('facts in other wordings', () => {
  it.each<FactKey>([
    'appointment',
    'financing',
    'has_agent',
    'locations',
    'motivation',
    'must_sell_first',
    'property_type',
    'timeline_days_max',
  ])(`finds %s with an F1 of at least ${LEAST_F1}`, (key) => {
    expect(scores[key]?.support).toBeGreaterThanOrEqual(LEAST_SUPPORT);
    expect(scores[key]?.f1).toBeGreaterThanOrEqual(LEAST_F1);
  });
});
