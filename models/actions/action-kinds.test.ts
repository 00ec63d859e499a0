import { describe, expect, it } from 'vitest';
import { assess } from '../scoring/health.ts';
import { stateOf, type LineOfTalk } from '../testing/read-lead.ts';
import { checkDraft } from './guards/check-draft.ts';
import { leadPlace } from './guards/lead-place.ts';
import { nextBestActions } from './next-best-actions.ts';
import { ACTION_KINDS, type ActionKind } from './types.ts';

/** A conversation, and hours after its start at which it is looked at (10:00 on a Monday, −06:00). */
interface Walk {
  lines: LineOfTalk[];
  at: number;
}

const WALKS: Record<ActionKind, Walk> = {
  call_now: {
    lines: [
      ['lead', 0, 'approved for 450, we want the Elm house', { intents: ['buy', 'financing'], readiness: 'ready' }],
      ['agent', 1, 'Great, it is still open.'],
      ['lead', 2, 'we have to decide today', { intents: ['buy'], readiness: 'ready', urgency: 'high' }],
    ],
    at: 3,
  },
  book_showing: {
    lines: [['lead', 0, 'can we see it this week', { intents: ['showing'], readiness: 'considering' }]],
    at: 1,
  },
  send_listings: {
    lines: [
      [
        'lead',
        0,
        'looking for 3 bedrooms in Troy',
        { intents: ['buy', 'property_question'], readiness: 'considering' },
      ],
    ],
    at: 1,
  },
  send_info: {
    lines: [['lead', 0, 'send me the disclosures please', { intents: ['buy'], readiness: 'considering' }]],
    at: 1,
  },
  answer_question: {
    lines: [['lead', 0, 'what are the HOA fees?', { intents: ['property_question'], readiness: 'considering' }]],
    at: 1,
  },
  address_objection: {
    lines: [
      [
        'lead',
        0,
        'that is way over what it is worth',
        { intents: ['objection'], objections: ['price'], readiness: 'considering' },
      ],
    ],
    at: 1,
  },
  connect_lender: {
    lines: [['lead', 0, 'we still need a loan', { intents: ['buy', 'financing'], readiness: 'considering' }]],
    at: 1,
  },
  prepare_offer: {
    lines: [['lead', 0, '398 is our offer', { intents: ['buy', 'offer'], readiness: 'ready' }]],
    at: 1,
  },
  prepare_valuation: {
    lines: [['lead', 0, 'what is my place worth', { intents: ['sell'], readiness: 'early' }]],
    at: 1,
  },
  nurture: {
    lines: [
      ['lead', 0, 'just looking, next year maybe', { intents: ['research'], readiness: 'early', urgency: 'low' }],
    ],
    at: 1,
  },
  re_engage: {
    lines: [
      ['lead', 0, 'maybe', { intents: ['research'], readiness: 'early' }],
      ['agent', 1, 'Shall I send some?'],
    ],
    at: 200,
  },
  stop_contact: { lines: [['lead', 0, 'stop texting me', { intents: ['opt_out'] }]], at: 1 },
  hand_off: {
    lines: [
      ['agent', 0, 'They accepted! Sign here.'],
      ['lead', 1, 'all signed!!', { intents: ['buy', 'offer'], readiness: 'ready' }],
    ],
    at: 2,
  },
  confirm_appointment: {
    lines: [
      ['lead', 0, 'can we see it', { intents: ['showing'], readiness: 'considering' }],
      ['agent', 1, 'Thursday at 5?'],
      ['lead', 2, 'works', { intents: ['showing'], readiness: 'considering', urgency: 'medium' }],
    ],
    at: 3,
  },
};

describe('each kind of action', () => {
  it.each(ACTION_KINDS)('%s is among the first three where it is due, with all that an agent needs', (kind) => {
    const { lines, at } = WALKS[kind];
    const state = stateOf(lines, at);
    const actions = nextBestActions(state, assess(state).health);
    const action = actions.slice(0, 3).find((each) => each.kind === kind);
    expect(action, actions.map((each) => each.kind).join()).toBeDefined();
    const { reason, evidence, dueBy, estimatedImpact, draft, confidence } = action!;
    expect(reason).not.toBe('');
    expect(['high', 'medium', 'low']).toContain(estimatedImpact);
    expect(confidence).toBeGreaterThan(0);
    expect(Date.parse(dueBy)).toBeGreaterThanOrEqual(state.now);

    // Each of these kinds is caused by words, and the words are shown.
    expect(evidence).not.toEqual([]);
    for (const { messageId, start, end } of evidence) {
      const { text } = state.messages.find(({ id }) => id === messageId)!;
      expect(text.slice(start, end).trim()).not.toBe('');
      expect(end).toBeLessThanOrEqual(text.length);
    }

    if (kind === 'stop_contact') {
      expect(draft.kind).toBe('withheld');
      return;
    }
    const text = draft.kind === 'text' ? draft.text : '';
    expect(text.length).toBeGreaterThan(20);
    expect(text.length).toBeLessThanOrEqual(160);
    const context = {
      optOut: state.optOut,
      dnd: false,
      place: leadPlace(state.conversation, state.lead.at(-1)?.sentAt),
    };
    // At the moment that it is due nothing stands against it: no refusal, an open hour, fair words.
    expect(checkDraft(text, { ...context, now: Date.parse(dueBy) })).toEqual([]);
  });
});
