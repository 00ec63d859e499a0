import { say, type Reason } from '../sentences.ts';
import { cited } from '../facts/cited.ts';
import type { Evidence } from '../conversation.ts';
import { evidenceFor, has, type LeadState, type ReadMessage } from '../insight/lead-state.ts';
import type { Health } from '../scoring/types.ts';
import type { ActionKind } from './types.ts';

/** An action that the state speaks for; `weight` orders them. */
export interface Candidate {
  kind: ActionKind;
  weight: number;
  reason: Reason;
  evidence: readonly Evidence[];
}

type Rule = (state: LeadState, health: Health) => Candidate | null;

const RECENT = 3;
const recent = (state: LeadState) => state.substantive.slice(-RECENT);
const last = (state: LeadState): ReadMessage | undefined => state.messages.at(-1);
const lastLead = (state: LeadState): ReadMessage | undefined => state.lead.at(-1);
const leadWaits = (state: LeadState) => last(state)?.from === 'lead' && last(state) === state.substantive.at(-1);
const latest = (state: LeadState, ...intents: Parameters<typeof has>[1][]) =>
  recent(state).findLast((m) => has(m, ...intents));

function candidate(kind: ActionKind, weight: number, reason: Reason, message?: ReadMessage, label?: string): Candidate {
  return { kind, weight, reason, evidence: message ? [evidenceFor(message, label)] : [] };
}

const AGREES =
  /\b(yes|yep|yeah|yup|sure|ok|okay|works?|perfect|sounds good|see you|fine|confirmed|good|great|will do|be there|deal)\b/i;
const TIME =
  /\b(\d{1,2}(:\d{2})?\s?(am|pm)?|noon|morning|afternoon|evening|tonight|today|tomorrow|(mon|tues?|wednes|thurs?|fri|satur|sun)(day)?)\b/i;

/** A viewing or call is settled when the lead's showing message answers a proposal, or names a time itself. */
function agreedMeeting(state: LeadState): ReadMessage | undefined {
  const message = latest(state, 'showing');
  if (!message) return undefined;
  const before = state.messages[state.messages.indexOf(message) - 1];
  const proposed = before?.from === 'agent' && TIME.test(before.text);
  return proposed && (AGREES.test(message.text) || TIME.test(message.text)) ? message : undefined;
}

const DOCUMENTS =
  /\b(send|email|e-mail|forward|share|shoot|text) (me|us|it|over|that|the|them|a|some|any)\b|\b(link|photos?|pics?|video|disclosures?|report|brochure|floor ?plan|list of|details|info|paperwork|agreement|application|docs?|documents?|next steps?|how (does|do|long|much)|what('s| is| do| are))\b/i;
const CLOSED =
  /\b(signed|accepted|(?<!\bpre[- ]?)approved|both done|paid the deposit|under contract|went through|closing is|cleared to close|all signed|got the keys)\b/i;

const rules: readonly Rule[] = [
  (state) => {
    const asked = state.substantive.at(-1);
    if (!leadWaits(state) || !asked) return null;
    const asks = asked.text.includes('?') || has(asked, 'property_question', 'research');
    return asks
      ? candidate('answer_question', 70, 'The lead asked and has no answer yet', asked, 'property_question')
      : null;
  },
  (state) => {
    const open = state.openObjections.at(-1);
    if (!open) return null;
    const fresh = recent(state).some((m) => m.id === open.evidence.messageId);
    return {
      kind: 'address_objection',
      weight: fresh ? 78 : 45,
      reason: say('An objection stands open: {objection}', { objection: open.kind }),
      evidence: [open.evidence],
    };
  },
  (state) => {
    const agreed = agreedMeeting(state);
    return agreed ? candidate('confirm_appointment', 80, 'A time was agreed: confirm it', agreed, 'showing') : null;
  },
  (state) => {
    const asked = latest(state, 'showing');
    if (!asked || agreedMeeting(state)) return null;
    return candidate(
      'book_showing',
      asked === lastLead(state) ? 82 : 60,
      'Wants to see or meet: fix a time',
      asked,
      'showing',
    );
  },
  (state) => {
    if (state.side === 'sell') return null;
    const need = state.known.beds_min ?? state.known.property_type ?? state.known.locations ?? state.known.budget_max;
    const searching = latest(state, 'property_question');
    if (!need || !searching) return null;
    return {
      kind: 'send_listings',
      weight: 58,
      reason: 'The search has criteria: send what fits',
      evidence: cited(need),
    };
  },
  (state) => {
    const asked = recent(state).findLast((m) => DOCUMENTS.test(m.text) && !has(m, 'opt_out'));
    if (!asked) return null;
    return candidate('send_info', asked === lastLead(state) ? 62 : 44, 'Asked for information or papers', asked);
  },
  (state) => {
    if (state.side === 'sell' || state.side === 'rent' || state.means === 'proven') return null;
    const spoke = latest(state, 'financing');
    const needs = state.known.financing?.value;
    if (spoke)
      return candidate('connect_lender', 64, 'Speaks of financing and has no approval yet', spoke, 'financing');
    return needs && needs !== 'cash' && needs !== 'preapproved'
      ? { kind: 'connect_lender', weight: 48, reason: 'Needs a loan', evidence: cited(state.known.financing!) }
      : null;
  },
  (state) => {
    const bid = latest(state, 'offer');
    if (!bid || CLOSED.test(lastLead(state)?.text ?? '')) return null;
    return candidate(
      'prepare_offer',
      80,
      state.side === 'sell' ? 'Terms are on the table: write them up' : 'Wants to offer: write it up',
      bid,
      'offer',
    );
  },
  (state, health) => {
    if (state.side !== 'sell') return null;
    const sells = state.substantive.findLast((m) => has(m, 'sell'))!;
    const early = health.level !== 'ready' && health.level !== 'hot';
    return candidate('prepare_valuation', early ? 66 : 46, 'Wants to sell: prepare a valuation', sells, 'sell');
  },
  (state, health) => {
    if (state.signals.openAgentQuestions.length === 0 || (state.signals.silenceHours ?? 0) <= 72) return null;
    const weight = health.momentum === 'stalled' ? 85 : 55;
    return {
      kind: 're_engage',
      weight,
      reason: 'Went silent on your question',
      evidence: state.signals.openAgentQuestions,
    };
  },
  (state) =>
    (state.signals.silenceHours ?? 0) > 14 * 24 && state.signals.openAgentQuestions.length === 0
      ? candidate('re_engage', 50, 'No word for two weeks', lastLead(state))
      : null,
  (state, health) => {
    const act = state.substantive.at(-1);
    if (!act || (health.level !== 'ready' && health.level !== 'hot')) return null;
    return candidate(
      'call_now',
      health.level === 'hot' ? 84 : 68,
      'Ready to act: a call is quickest',
      act,
      act.analysis?.readiness,
    );
  },
  (state) => {
    const urgent = lastLead(state);
    return urgent?.analysis?.urgency === 'high' && leadWaits(state) && !state.optOut
      ? candidate('call_now', 66, 'Wants something done within days', urgent, 'high')
      : null;
  },
  (state) => {
    const done = recent(state).findLast((m) => CLOSED.test(m.text));
    if (done) return candidate('hand_off', 60, 'Agreed and signed: hand over to closing', done);
    const represented = state.known.has_agent?.value === true ? state.known.has_agent : null;
    return represented
      ? {
          kind: 'hand_off',
          weight: 40,
          reason: 'Works with another agent: respect it',
          evidence: cited(represented),
        }
      : null;
  },
  (state, health) => {
    const early = health.level === 'cold' || health.level === 'warming';
    const far = lastLead(state)?.analysis?.urgency === 'low' || lastLead(state)?.analysis?.readiness === 'early';
    if (!early && !far) return null;
    return candidate('nurture', early ? (far ? 72 : 56) : 50, 'Not near a decision: stay useful', lastLead(state));
  },
  (state, health) =>
    health.level === 'engaged' || health.level === 'qualified'
      ? candidate('send_info', 30, 'Keep the search moving', state.substantive.at(-1))
      : null,
];

/** What the state speaks for, the strongest first, each kind once. After an opt-out only `stop_contact`. */
export function candidates(state: LeadState, health: Health): Candidate[] {
  if (state.optOut) {
    const reason = state.optOut.kind === 'revoked' ? 'Asked not to be contacted' : 'Has gone elsewhere or ended it';
    return [{ kind: 'stop_contact', weight: 100, reason, evidence: [state.optOut.evidence] }];
  }
  const best = new Map<ActionKind, Candidate>();
  for (const rule of rules) {
    const found = rule(state, health);
    if (found && found.weight > (best.get(found.kind)?.weight ?? 0)) best.set(found.kind, found);
  }
  return [...best.values()].sort((a, b) => b.weight - a.weight || (a.kind < b.kind ? -1 : 1));
}
