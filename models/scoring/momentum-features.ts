import type { Reason } from '../sentences.ts';
import { evidenceFor, has, HOUR, type LeadState, type ReadMessage } from '../insight/lead-state.ts';
import { READINESS } from '../text/labels.ts';
import type { Feature } from './feature.ts';

/** Nearness of a message to a deal, 0–3; courtesy says nothing. */
function nearness(message: ReadMessage): number | null {
  if (message.analysis === null || message.analysis.intents.includes('courtesy')) return null;
  return READINESS.indexOf(message.analysis.readiness);
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const within = (value: number, limit: number) => Math.max(-limit, Math.min(limit, value));
/** Three minutes: faster than that is as fast. */
const SHORTEST_HOURS = 0.05;

/** Later half against earlier half; 0 where there is too little. */
function change(values: readonly number[], compare: (later: number, earlier: number) => number): number {
  if (values.length < 2) return 0;
  const half = Math.max(1, values.length >> 1);
  return compare(mean(values.slice(-half)), mean(values.slice(0, half)));
}

/** Hours between one message of the lead and the next, on a log scale from three minutes up. */
function gaps(times: readonly number[]): number[] {
  return times.slice(1).map((at, i) => Math.log2(Math.max((at - times[i]!) / HOUR, SHORTEST_HOURS)));
}

/** What momentum is read from: pace, length and nearness to a deal, now against before. */
export function momentumFeatures(state: LeadState): Feature[] {
  const { lead, signals } = state;
  const last = lead.at(-1);
  const near = lead.map(nearness).filter((value) => value !== null);
  const words = lead.map((m) => m.text.split(/\s+/).filter(Boolean).length);
  const longer = change(words, (later, earlier) => within(Math.log2(Math.max(later, 0.5) / Math.max(earlier, 0.5)), 3));
  const slower = signals.replyTrend === null ? 0 : within(Math.log2(signals.replyTrend), 4);
  const latest = signals.replyHoursLatest;
  const wider = change(gaps(lead.map((m) => m.at)), (later, earlier) => within(later - earlier, 6));
  const acts = last !== undefined && (has(last, 'showing') || has(last, 'offer'));
  const feature = (name: string, value: number, reason: Reason): Feature => ({
    name,
    value,
    reason,
    evidence: last && value !== 0 ? [evidenceFor(last)] : [],
  });
  return [
    feature('slower', slower, slower > 0 ? 'Answers slower than before' : 'Answers faster than before'),
    feature(
      'latestReply',
      latest === null ? 0 : Math.log2(Math.max(latest, SHORTEST_HOURS)),
      'Time of the latest answer',
    ),
    feature(
      'nearer',
      change(near, (later, earlier) => later - earlier),
      'Nearer to a deal than before',
    ),
    feature('longer', longer, longer > 0 ? 'Writes more than before' : 'Writes less than before'),
    feature('wider', wider, wider > 0 ? 'Writes at longer intervals than before' : 'Writes at shorter intervals'),
    feature('asks', last?.text.includes('?') ? 1 : 0, 'The last word is a question'),
    feature('acts', acts ? 1 : 0, 'The last word is of a meeting or of terms'),
    feature('silence', Math.log2(1 + (signals.silenceHours ?? 0) / 24), 'Silence since'),
    feature('left', state.optOut ? 1 : 0, 'Has left or asked not to be contacted'),
    feature('objects', last && (last.analysis?.objections.length ?? 0) > 0 ? 1 : 0, 'The last word is an objection'),
    feature('ready', last?.analysis?.readiness === 'ready' ? 1 : 0, 'The last word wants to go on'),
    feature('displeased', last?.analysis?.sentiment === 'negative' ? 1 : 0, 'The last word is displeased'),
    feature('messages', Math.min(lead.length, 8) / 8, 'How much was written'),
    feature('urgent', last?.analysis?.urgency === 'high' ? 1 : 0, 'The last word is urgent'),
  ];
}
