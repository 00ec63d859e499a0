import { DAY, HOUR, type LeadState } from '../insight/lead-state.ts';
import type { Health } from '../scoring/types.ts';
import { tuned, UNTUNED, type ActionTuning } from './action-tuning.ts';
import { candidates, type Candidate } from './candidates.ts';
import { draftFor } from './drafts.ts';
import { leadPlace } from './guards/lead-place.ts';
import type { QuietHoursTable } from './guards/quiet-hours-table.ts';
import { lastOpenMoment, nextOpenHour } from './guards/quiet-hours.ts';
import type { Action, ActionCategory, ActionKind, Impact, UrgencyLevel } from './types.ts';

const CATEGORY: Record<ActionKind, ActionCategory> = {
  call_now: 'immediate',
  stop_contact: 'immediate',
  confirm_appointment: 'immediate',
  answer_question: 'engagement',
  book_showing: 'conversion',
  send_listings: 'engagement',
  send_info: 'engagement',
  address_objection: 'engagement',
  connect_lender: 'conversion',
  prepare_offer: 'conversion',
  prepare_valuation: 'conversion',
  hand_off: 'conversion',
  nurture: 'nurturing',
  re_engage: 'nurturing',
};

const IMPACT: Record<ActionKind, Impact> = {
  call_now: 'high',
  stop_contact: 'high',
  confirm_appointment: 'high',
  book_showing: 'high',
  prepare_offer: 'high',
  address_objection: 'high',
  answer_question: 'medium',
  connect_lender: 'medium',
  prepare_valuation: 'medium',
  hand_off: 'medium',
  send_listings: 'medium',
  send_info: 'medium',
  re_engage: 'medium',
  nurture: 'low',
};

/** Hours in which each urgency level is due. */
const DUE_HOURS: Record<UrgencyLevel, number> = { 1: 4, 2: 48, 3: 7 * 24, 4: 30 * 24, 5: 60 * 24 };
const MOST = 5;

/** Urgency level of the lead as a whole: 1 act today … 5 no hurry. */
export function leadUrgency(state: LeadState, health: Health): UrgencyLevel {
  if (state.optOut) return 1;
  const urgency = health.urgency ?? 0;
  const daysLeft = state.deadline?.daysLeft ?? Infinity;
  if (health.level === 'hot' || urgency >= 75) return 1;
  if (health.level === 'ready' || urgency >= 55 || state.signals.openLeadQuestions.length > 0) return 2;
  if (health.level === 'qualified' || health.level === 'engaged' || daysLeft <= 30) return 3;
  return health.level === 'warming' ? 4 : 5;
}

function urgencyOf(kind: ActionKind, lead: UrgencyLevel): UrgencyLevel {
  if (kind === 'call_now' || kind === 'stop_contact') return 1;
  if (kind === 'confirm_appointment' || kind === 'answer_question') return lead < 2 ? lead : 2;
  return kind === 'nurture' ? (lead < 4 ? 4 : lead) : lead;
}

/** The deadline of an action, inside the hours in which the lead may be contacted and never in the past. */
function dueBy(state: LeadState, urgency: UrgencyLevel, kind: ActionKind, table?: QuietHoursTable): string {
  const hours = DUE_HOURS[urgency] * HOUR;
  if (kind === 'stop_contact') return new Date(state.now + hours).toISOString();
  const place = leadPlace(state.conversation, state.lead.at(-1)?.sentAt);
  const first = nextOpenHour(state.now, place, table);
  const due = lastOpenMoment(Math.min(first + hours, state.now + 60 * DAY), place, table);
  return new Date(Math.max(first, due)).toISOString();
}

function actionFrom(
  found: Candidate,
  index: number,
  state: LeadState,
  lead: UrgencyLevel,
  hours?: QuietHoursTable,
): Action {
  const urgency = urgencyOf(found.kind, lead);
  return {
    kind: found.kind,
    category: CATEGORY[found.kind],
    priority: index + 1,
    confidence: Math.min(0.95, found.weight / 100),
    urgency,
    estimatedImpact: IMPACT[found.kind],
    reason: found.reason,
    evidence: found.evidence,
    dueBy: dueBy(state, urgency, found.kind, hours),
    draft: draftFor(found.kind, state),
  };
}

/** The next best actions, the first thing to do first; at most five. */
export function nextBestActions(state: LeadState, health: Health, tuning: ActionTuning = UNTUNED): Action[] {
  if (state.lead.length === 0 && state.messages.length === 0) return [];
  const lead = leadUrgency(state, health);
  return tuned(candidates(state, health), tuning)
    .slice(0, MOST)
    .map((found, index) => actionFrom(found, index, state, lead, tuning.hours));
}
