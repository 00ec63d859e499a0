import { say, type Plain, type Reason } from '../sentences.ts';
import type { Action } from '../actions/types.ts';
import type { Health } from '../scoring/types.ts';
import { spanInWords } from '../scoring/score.ts';
import { ACTION_WORDS } from './action-words.ts';
import { has, type LeadState } from './lead-state.ts';

const FINANCING_WORDS = {
  preapproved: 'pre-approved',
  cash: 'paying cash',
  needs_loan: 'needs a loan',
  fha: 'FHA loan',
  va: 'VA loan',
  conventional: 'conventional loan',
} as const satisfies Record<string, Plain>;

const money = (dollars: number) =>
  dollars >= 10_000 ? `$${Math.round(dollars / 1000)}k` : `$${dollars.toLocaleString('en-US')}`;

function timing(state: LeadState): Reason | null {
  const dated = state.known.timeline_days_max ? state.deadline : null;
  if (dated && dated.daysLeft < 0) return 'the date has passed';
  if (dated && dated.daysLeft <= 120) return say('{span} left', { span: spanInWords(dated.daysLeft) });
  return state.substantive.at(-1)?.analysis?.urgency === 'high' ? 'wants it done now' : null;
}

function wish(state: LeadState): Reason | null {
  const m = state.substantive.at(-1);
  if (!m) return null;
  if (has(m, 'offer')) return 'talks terms';
  if (has(m, 'showing'))
    return state.known.appointment ? say('meets {when}', { when: state.known.appointment.value }) : 'wants to see it';
  const open = state.openObjections.at(-1);
  if (open && open.evidence.messageId === m.id) return say('{objection} holds them back', { objection: open.kind });
  if (state.signals.openLeadQuestions.length) return 'waits for your answer';
  return null;
}

function need(state: LeadState): string | null {
  const { beds_min, property_type, locations, budget_max } = state.known;
  const words: (Reason | null)[] = [
    state.side ? ({ buy: 'buying', sell: 'selling', rent: 'renting' } as const)[state.side] : null,
    beds_min ? say('{count} bed', { count: beds_min.value }) : null,
    property_type ? property_type.value : null,
    locations?.value[0] ? say('in {place}', { place: locations.value[0] }) : null,
    budget_max ? say('up to {dollars}', { dollars: money(budget_max.value) }) : null,
  ];
  return words.filter((word) => word !== null).join(' ') || null;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Why this lead now, in one sentence, and what to do: as an agent would say it. */
export function headline(state: LeadState, health: Health, actions: readonly Action[]): string {
  const action = actions[0] ? `${ACTION_WORDS[actions[0].kind]}.` : '';
  if (state.optOut)
    return state.optOut.kind === 'revoked' ? 'Asked not to be contacted.' : 'Has gone elsewhere or ended it.';
  if (state.substantive.length === 0) return 'Not enough to tell yet.';
  const known = state.known.financing ? FINANCING_WORDS[state.known.financing.value] : null;
  const quiet =
    health.momentum === 'stalled'
      ? say('no answer for {span}', { span: spanInWords((state.signals.silenceHours ?? 0) / 24) })
      : null;
  const parts = [quiet ?? timing(state), known, wish(state), need(state)].filter((part) => part !== null).slice(0, 3);
  return parts.length ? `${capital(parts.join(', '))}. ${action}`.trim() : action || 'Not enough to tell yet.';
}
