import { describe, expect, it } from 'vitest';
import { assess } from '../scoring/health.ts';
import { stateOf, type LineOfTalk } from '../testing/read-lead.ts';
import { OBJECTION_KINDS } from '../text/labels.ts';
import { checkFairHousing } from './guards/fair-housing.ts';
import { leadPlace } from './guards/lead-place.ts';
import { isOpenHour } from './guards/quiet-hours.ts';
import { nextBestActions } from './next-best-actions.ts';
import { OBJECTION_ANSWERS } from './objection-answers.ts';
import type { Action } from './types.ts';

function actionsOf(lines: LineOfTalk[], now: number): Action[] {
  const state = stateOf(lines, now);
  return nextBestActions(state, assess(state).health);
}
const kinds = (actions: readonly Action[]) => actions.map((a) => a.kind);

describe('next best actions', () => {
  it('propose nothing but to stop after an opt-out, and draft no message', () => {
    const actions = actionsOf([['lead', 0, 'stop texting me', { intents: ['opt_out'] }]], 1);
    expect(kinds(actions)).toEqual(['stop_contact']);
    expect(actions[0]!.draft.kind).toBe('withheld');
  });

  it('answer a waiting question and book a wished viewing', () => {
    const asked = actionsOf(
      [['lead', 0, 'what are the HOA fees?', { intents: ['property_question'], readiness: 'considering' }]],
      1,
    );
    expect(kinds(asked)[0]).toBe('answer_question');
    const see = actionsOf(
      [['lead', 0, 'can we see it tomorrow', { intents: ['showing'], readiness: 'considering', urgency: 'high' }]],
      1,
    );
    expect(kinds(see)[0]).toBe('book_showing');
  });

  it('confirm a time that was agreed', () => {
    const agreed = actionsOf(
      [
        ['lead', 0, 'can we see it', { intents: ['showing'], readiness: 'considering' }],
        ['agent', 1, 'Thursday at 5?'],
        ['lead', 2, 'works', { intents: ['showing'], readiness: 'considering', urgency: 'medium' }],
      ],
      3,
    );
    expect(kinds(agreed)[0]).toBe('confirm_appointment');
  });

  it('check in with a lead who went silent on a question', () => {
    const silent = actionsOf(
      [
        ['lead', 0, 'maybe', { intents: ['research'], readiness: 'early' }],
        ['agent', 1, 'Shall I send some?'],
      ],
      200,
    );
    expect(kinds(silent)[0]).toBe('re_engage');
    expect(silent[0]!.reason).toBe('Went silent on your question');
  });

  it('answer each kind of objection in its own way', () => {
    const drafts = OBJECTION_KINDS.map((kind) => {
      const actions = actionsOf(
        [['lead', 0, 'hmm', { intents: ['objection'], objections: [kind], readiness: 'considering' }]],
        1,
      );
      const action = actions.find((a) => a.kind === 'address_objection')!;
      expect(action.reason).toContain(kind);
      return action.draft.kind === 'text' ? action.draft.text : '';
    });
    expect(new Set(drafts).size).toBe(8);
    for (const { strategy, draft } of Object.values(OBJECTION_ANSWERS)) {
      expect(checkFairHousing(`${strategy} ${draft}`)).toEqual([]);
      expect(draft.length).toBeLessThanOrEqual(160);
    }
  });

  it('write up an offer, value a home to sell, connect a lender, send what fits', () => {
    expect(
      kinds(actionsOf([['lead', 0, '398 is our offer', { intents: ['buy', 'offer'], readiness: 'ready' }]], 1)),
    ).toContain('prepare_offer');
    expect(
      kinds(actionsOf([['lead', 0, 'what is mine worth', { intents: ['sell'], readiness: 'early' }]], 1)),
    ).toContain('prepare_valuation');
    expect(
      kinds(
        actionsOf([['lead', 0, 'need a loan first', { intents: ['buy', 'financing'], readiness: 'considering' }]], 1),
      ),
    ).toContain('connect_lender');
    const search: LineOfTalk = [
      'lead',
      0,
      'looking for 3 bedrooms in Troy',
      { intents: ['buy', 'property_question'], readiness: 'considering' },
    ];
    expect(kinds(actionsOf([search], 1))).toContain('send_listings');
  });

  it('hand a signed deal over and nurture a far one', () => {
    const done: LineOfTalk[] = [
      ['agent', 0, 'They accepted! Sign here.'],
      ['lead', 1, 'all signed!!', { intents: ['buy', 'offer'], readiness: 'ready' }],
    ];
    expect(kinds(actionsOf(done, 2))).toContain('hand_off');
    const far = actionsOf(
      [['lead', 0, 'just looking, next year maybe', { intents: ['research'], readiness: 'early', urgency: 'low' }]],
      1,
    );
    expect(kinds(far)[0]).toBe('nurture');
  });

  it('are due inside the hours in which the lead may be contacted, and never in the past', () => {
    for (const hours of [0, 5, 11, 14, 20, 23, 61]) {
      const lines: LineOfTalk[] = [
        [
          'lead',
          hours - 1,
          'can we see it today?',
          { intents: ['showing'], urgency: 'high', readiness: 'considering' },
        ],
      ];
      const state = stateOf(lines, hours);
      for (const action of nextBestActions(state, assess(state).health)) {
        const due = Date.parse(action.dueBy);
        expect(due).toBeGreaterThanOrEqual(state.now);
        expect(isOpenHour(due, leadPlace(state.conversation, state.lead.at(-1)?.sentAt))).toBe(true);
      }
    }
  });

  it('warn of steering where the lead’s question invites it', () => {
    const actions = actionsOf([['lead', 0, 'is it a safe area?', { intents: ['research'], readiness: 'early' }]], 1);
    const draft = actions[0]!.draft;
    expect(draft.kind === 'text' && draft.notes.join()).toContain('public sources');
  });

  it('propose nothing for an empty conversation', () => {
    expect(actionsOf([], 1)).toEqual([]);
  });
});
