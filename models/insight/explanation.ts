import type { Contribution } from '../conversation.ts';
import { LEVEL_NAMES, type Score } from '../scoring/types.ts';
import type { ConversationAnalysis } from './types.ts';

/** The strongest reasons first; what weighs nothing to the point is left out. */
const MOST_REASONS = 4;

const signed = (points: number) => `${points < 0 ? '−' : '+'}${Math.abs(points).toFixed(points % 1 === 0 ? 0 : 1)}`;
const lower = (text: string) => (/^(?:A |[A-Z][a-z])/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text);
const strongest = (list: readonly Contribution[]) =>
  list.filter((c) => Math.abs(c.points) >= 0.05).toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points));

function reasons(list: readonly Contribution[]): string {
  const named = strongest(list)
    .slice(0, MOST_REASONS)
    .map((c) => `${lower(c.reason)} (${signed(c.points)})`);
  return named.length ? `: ${named.join(', ')}` : '';
}

function scoreSentence(name: string, score: Score): string {
  if (score.value === null) return `${name}: not enough to tell.`;
  return `${name} ${Math.round(score.value)} of 100${reasons(score.contributions)}.`;
}

function timeSentence(days: { low: number; high: number } | null): string {
  return days ? `Likely to close within ${days.low} to ${days.high} days.` : 'No estimate of the days to a closing.';
}

/**
 * Why a lead is judged as they are, as sentences a person reads, one a line: level, momentum, each score with what adds
 * up to it, and what to do next with the reason and the draft.
 */
export function explain(analysis: ConversationAnalysis): string[] {
  const { health, scores, actions } = analysis;
  const percent = (share: number) => Math.round(share * 100);
  const chance = health.conversion;
  return [
    analysis.headline,
    `${LEVEL_NAMES[health.level]}${reasons(health.levelReasons)}.`,
    `Momentum ${health.momentum}${reasons(health.momentumReasons ?? [])}.`,
    scoreSentence('Health', { value: health.overall, contributions: health.contributions }),
    scoreSentence('Engagement', scores.engagement),
    scoreSentence('Qualification', scores.qualification),
    scoreSentence('Urgency', scores.urgency),
    scoreSentence('Priority', scores.priority),
    chance
      ? `Chance to close in ${chance.horizonDays} days ${percent(chance.probability)} % (${percent(chance.low)} to ${percent(chance.high)} %). ${chance.basis}.`
      : 'No estimate of the chance to close.',
    timeSentence(health.estimatedDaysToClose),
    ...actions.map(({ priority, kind, reason, dueBy, draft }) => {
      const text = draft.kind === 'text' ? `“${draft.text}”` : draft.reason;
      const due = `${dueBy.slice(0, 10)} ${dueBy.slice(11, 16)} UTC`;
      return `${priority}. ${kind.replaceAll('_', ' ')} by ${due}: ${lower(reason)}. ${text}`;
    }),
  ];
}
