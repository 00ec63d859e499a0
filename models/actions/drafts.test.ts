import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stateOf } from '../testing/read-lead.ts';
import { INTENTS, OBJECTION_KINDS } from '../text/labels.ts';
import { draftFor } from './drafts.ts';
import { checkFairHousing } from './guards/fair-housing.ts';
import { NEUTRAL_ANSWER } from './guards/steering.ts';
import { OBJECTION_ANSWERS } from './objection-answers.ts';
import { ACTION_KINDS } from './types.ts';

const words = fc.constantFrom(
  'looking for 3 bedrooms in Troy',
  `we want to live in ${'Upper Saint Clair Township Heights '.repeat(3)}`,
  'thursday at 5 works',
  'is it a safe area?',
  'we want to sell our house',
  'need a rental in Elmhurst',
  '',
);

describe('every draft', () => {
  const states = fc
    .array(
      fc.tuple(
        words,
        fc.uniqueArray(fc.constantFrom(...INTENTS.filter((intent) => intent !== 'opt_out')), { maxLength: 3 }),
        fc.uniqueArray(fc.constantFrom(...OBJECTION_KINDS), { maxLength: 2 }),
      ),
      { minLength: 1, maxLength: 5 },
    )
    .map((said) =>
      stateOf(
        said.map(([text, intents, objections], i) => [
          'lead',
          i,
          text,
          { intents, objections, readiness: 'considering' },
        ]),
        9,
      ),
    );

  it('fits one text message of 160 GSM characters, is fair, and is withheld only where there is nothing to say', () => {
    fc.assert(
      fc.property(states, fc.constantFrom(...ACTION_KINDS), (state, kind) => {
        const draft = draftFor(kind, state);
        if (draft.kind === 'withheld') {
          expect(['stop_contact', 'address_objection']).toContain(kind);
          return;
        }
        expect(draft.text.length).toBeLessThanOrEqual(160);
        expect(draft.text).toMatch(/^[\x20-\x7e]+$/);
        expect(checkFairHousing(draft.text)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('answers each kind of objection with a strategy of its own that is fair', () => {
    const answers = OBJECTION_KINDS.map((kind) => OBJECTION_ANSWERS[kind]);
    expect(new Set(answers.map((a) => a.strategy)).size).toBe(8);
    for (const { strategy, draft } of answers) expect(checkFairHousing(`${strategy} ${draft}`)).toEqual([]);
  });

  it('to a question that invites steering judges nothing, and says so to the agent', () => {
    const state = stateOf([['lead', 0, 'is it a safe area, good people?', { intents: ['research'] }]], 1);
    expect(draftFor('answer_question', state)).toEqual({
      kind: 'text',
      text: NEUTRAL_ANSWER.replaceAll('’', "'"),
      notes: [expect.stringContaining('public sources')],
    });
  });
});
