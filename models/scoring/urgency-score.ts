import { say } from '../sentences.ts';
import { DAY, evidenceFor, type LeadState, type ReadMessage } from '../insight/lead-state.ts';
import type { Urgency } from '../text/labels.ts';
import { because, scoreOf, spanInWords, UNKNOWN_SCORE } from './score.ts';
import type { Score } from './types.ts';

const TEXT_POINTS: Record<Urgency, number> = { none: 0, low: 15, medium: 45, high: 80 };
/** Days over which urgent words lose half their force: "today" is stale tomorrow. */
const HALF_LIFE: Record<Urgency, number> = { none: 1, low: 60, medium: 14, high: 5 };

/** Heat of a date by the days left: hotter as it nears, cooling fast once past. */
export function dateHeat(daysLeft: number): number {
  if (daysLeft < -3) return 0;
  if (daysLeft < 0) return 60;
  if (daysLeft <= 3) return 100;
  if (daysLeft <= 30) return 100 - ((daysLeft - 3) / 27) * 30;
  if (daysLeft <= 90) return 70 - ((daysLeft - 30) / 60) * 30;
  return Math.max(5, 40 - ((daysLeft - 90) / 275) * 35);
}

function heatOf(message: ReadMessage, now: number): number {
  const label = message.analysis?.urgency ?? 'none';
  const age = Math.max(0, (now - message.at) / DAY);
  return TEXT_POINTS[label] * 2 ** (-age / HALF_LIFE[label]);
}

/** How soon the lead must act, 0–100, from the words and from the dates; the stronger of the two sets the score. */
export function urgencyScore(state: LeadState): Score {
  if (state.substantive.length === 0) return UNKNOWN_SCORE;
  if (state.optOut) return scoreOf([]);
  const urgent = state.substantive.toSorted((a, b) => heatOf(b, state.now) - heatOf(a, state.now))[0]!;
  const fromText = heatOf(urgent, state.now);
  const date = state.known.timeline_days_max && state.deadline ? state.deadline : null;
  const fromDate = date ? dateHeat(date.daysLeft) : 0;
  const label = urgent.analysis?.urgency ?? 'none';
  const parts = [because(say('Words of {urgency} urgency', { urgency: label }), fromText, evidenceFor(urgent, label))];
  if (date && fromDate > fromText) {
    const when = date.daysLeft < 0 ? 'Date has passed' : say('{span} left', { span: spanInWords(date.daysLeft) });
    parts.push(because(when, fromDate - fromText, date.evidence));
  }
  return scoreOf(parts);
}
