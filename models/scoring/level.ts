import type { Contribution } from '../conversation.ts';
import { evidenceFor, has, type LeadState, type ReadMessage } from '../insight/lead-state.ts';
import { because, total } from './score.ts';
import { LEVELS, type Level } from './types.ts';

/** Heat from which each level counts; the definitions are the label guide's. */
const FROM: Record<Level, number> = { cold: -Infinity, warming: 1, engaged: 2.5, qualified: 4.5, ready: 6.5, hot: 9 };
/** Messages of the lead that can carry the present intent. */
const RECENT = 4;
const DEADLINE_DAYS = 30;

function retreated(state: LeadState, from: ReadMessage): boolean {
  return state.lead.some(
    (m) =>
      m.at > from.at && m.analysis !== null && m.analysis.objections.length > 0 && m.analysis.readiness !== 'ready',
  );
}

/** The latest message that wants to act now: offer, apply, sign, list, or see a home within days. */
function actsNow(state: LeadState): ReadMessage | undefined {
  const recent = state.substantive.slice(-RECENT);
  return recent.findLast(
    (m) =>
      (m.analysis?.readiness === 'ready' || (has(m, 'showing') && m.analysis?.urgency === 'high')) &&
      !retreated(state, m),
  );
}

function needParts(state: LeadState): Contribution[] {
  const { known, side } = state;
  const out: Contribution[] = [];
  const need = known.beds_min ?? known.property_type ?? known.locations;
  if (need || side === 'sell') out.push(because('The need has a shape', 0.8, need ? [need.evidence] : []));
  if (state.means === 'proven')
    out.push(because('Means are proven', 1.5, known.financing ? [known.financing.evidence] : []));
  if (state.means === 'stated') {
    const money = known.financing ?? known.budget_max ?? known.budget_min;
    out.push(because('Means are stated', 0.8, money ? [money.evidence] : []));
  }
  if (known.timeline_days_max && state.deadline) {
    const near = state.deadline.daysLeft <= 90;
    out.push(
      because(near ? 'Time frame within three months' : 'Time frame is known', near ? 1 : 0.3, state.deadline.evidence),
    );
  }
  if (known.motivation) out.push(because('Says why', 0.3, known.motivation.evidence));
  return out;
}

function intentParts(state: LeadState): Contribution[] {
  const out: Contribution[] = [];
  const considering = state.substantive.filter(
    (m) => m.analysis?.readiness === 'considering' || m.analysis?.readiness === 'ready',
  );
  out.push(
    because(
      `${considering.length} messages of an active search`,
      Math.min(1.6, considering.length * 0.5),
      considering.slice(-2).map((m) => evidenceFor(m, m.analysis?.readiness)),
    ),
  );
  const turns = state.substantive.length;
  out.push(because(`${turns} messages of substance`, Math.min(1.4, 0.4 * turns)));
  if (
    state.substantive.some((m) =>
      has(m, 'buy', 'sell', 'rent', 'research', 'property_question', 'showing', 'financing', 'offer'),
    )
  ) {
    out.push(because('Shows interest', 0.6));
  }
  const act = actsNow(state);
  if (act)
    out.push(
      because(
        'Wants to act now',
        act.analysis?.readiness === 'ready' ? 3.5 : 2.2,
        evidenceFor(act, act.analysis?.readiness),
      ),
    );
  return out;
}

function hotParts(state: LeadState): Contribution[] {
  const act = actsNow(state);
  const deadline = state.deadline;
  if (!act || act.analysis?.readiness !== 'ready' || state.means !== 'proven') return [];
  const close = deadline !== null && deadline.daysLeft <= DEADLINE_DAYS && deadline.daysLeft >= -DEADLINE_DAYS;
  return close ? [because('Ready, means proven, and a date within 30 days', 3, deadline.evidence)] : [];
}

/** The level by the guide's definitions, with the heat that leads to it. Silence plays no part. */
export function level(state: LeadState): { level: Level; reasons: Contribution[] } {
  if (state.optOut)
    return { level: 'cold', reasons: [because('Has left or asked not to be contacted', 0, state.optOut.evidence)] };
  const reasons = [...intentParts(state), ...needParts(state), ...hotParts(state)].filter((c) => c.points !== 0);
  const heat = total(reasons);
  const found = LEVELS.findLast((name) => heat >= FROM[name]) ?? 'cold';
  return { level: capped(found, state), reasons };
}

/** A level claims what its definition needs: `ready` an act of now, `hot` proof and a date as well. */
function capped(found: Level, state: LeadState): Level {
  if (found === 'hot' && hotParts(state).length === 0) return 'ready';
  if (found === 'ready' && !actsNow(state)) return 'qualified';
  return found;
}

export const LEVEL_HORIZON_DAYS: Record<Level, { low: number; high: number } | null> = {
  cold: null,
  warming: null,
  engaged: { low: 45, high: 240 },
  qualified: { low: 30, high: 150 },
  ready: { low: 20, high: 90 },
  hot: { low: 10, high: 45 },
};

/** Days to a closing as a range, from the level and the stated date; null where the level says too little. */
export function daysToClose(state: LeadState, of: Level): { low: number; high: number } | null {
  const range = LEVEL_HORIZON_DAYS[of];
  if (!range || state.optOut) return null;
  const dated = state.known.timeline_days_max ? state.deadline : null;
  if (!dated || dated.daysLeft <= 0) return range;
  const days = Math.round(dated.daysLeft);
  return { low: Math.min(range.low, days), high: Math.max(Math.min(range.low, days), Math.min(days + 30, 730)) };
}
