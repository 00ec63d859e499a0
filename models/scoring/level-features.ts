import { say, type Plain, type Reason } from '../sentences.ts';
import type { Evidence } from '../conversation.ts';
import { evidenceFor, has, type LeadState, type ReadMessage } from '../insight/lead-state.ts';
import { agentDate, underWay } from './agent-turns.ts';
import { spanInWords } from './score.ts';
import type { Feature } from './feature.ts';

const RECENT = 3;

const readyOf = (m: ReadMessage) => m.analysis?.probabilities.readiness.ready ?? 0;
const activeOf = (m: ReadMessage) => readyOf(m) + (m.analysis?.probabilities.readiness.considering ?? 0);
const strongest = (messages: readonly ReadMessage[], of: (m: ReadMessage) => number) =>
  messages.toSorted((a, b) => of(b) - of(a))[0];

/** Expected readiness of a message, 0 (none) to 1 (ready). */
function leaning(m: ReadMessage | undefined): number {
  const p = m?.analysis?.probabilities.readiness;
  return p ? (p.early + 2 * p.considering + 3 * p.ready) / 3 : 0;
}

const substance = (count: number) =>
  say(count === 1 ? '{count} message of substance' : '{count} messages of substance', { count });
const search = (count: number) =>
  say(count === 1 ? '{count} message of an active search' : '{count} messages of an active search', { count });

const MEANS_VALUE = { proven: 1, stated: 0.5, unknown: 0, lacking: -0.3 } as const;
const MEANS_WORDS = {
  proven: 'Means are proven',
  stated: 'Means are stated, not proven',
  unknown: 'Means are unknown',
  lacking: 'Says the money is not there yet',
} as const satisfies Record<string, Plain>;

/**
 * Days left as the level counts them: a stated date nears with the calendar, urgent words stay as urgent as they were at
 * the lead's last message, because silence is no part of the level.
 */
export function levelDaysLeft({ deadline, signals }: LeadState): number | null {
  if (!deadline) return null;
  // Rounded: adding the silence back must not leave a trace of it.
  return deadline.stated
    ? deadline.daysLeft
    : Number((deadline.daysLeft + (signals.silenceHours ?? 0) / 24).toFixed(3));
}

/** What the level is read from: messages, means, need and time frame. No name, language, place or silence. */
export function levelFeatures(state: LeadState): Feature[] {
  const { lead, known, means, deadline, side } = state;
  const recent = lead.slice(-RECENT);
  const analysed = lead.filter((m) => m.analysis !== null);
  const feature = (
    name: string,
    value: number,
    reason: Reason,
    evidence: readonly (Evidence | undefined)[] = [],
  ): Feature => ({
    name,
    value,
    reason,
    evidence: evidence.filter((one) => one !== undefined),
  });
  const flag = (name: string, message: ReadMessage | undefined, label: string, reason: Reason) =>
    feature(name, message ? 1 : 0, reason, [message && evidenceFor(message, label)]);
  const now = strongest(recent, readyOf);
  const ever = strongest(lead, readyOf);
  const active = analysed.filter((m) => activeOf(m) > 0.5);
  const mean = analysed.length ? analysed.reduce((sum, m) => sum + activeOf(m), 0) / analysed.length : 0;
  const rooms = known.beds_min ?? known.property_type;
  const daysLeft = levelDaysLeft(state) ?? Infinity;
  const soon = deadline !== null && daysLeft >= -3 && daysLeft <= 30;
  const money = known.financing ?? known.budget_max ?? known.budget_min;
  const last = lead.at(-1);
  const wish = now ? readyOf(now) : 0;
  const backed = means === 'proven' ? wish : 0;
  const agreed = underWay(state);
  const dated = agentDate(state);
  const booked = dated && dated.daysLeft >= -3 && dated.daysLeft <= 30 ? dated : null;
  const latest = state.substantive.at(-1);
  const panes = Object.values(state.qualification.panes);
  const learning = analysed.length
    ? analysed.reduce((sum, m) => sum + (m.analysis?.probabilities.readiness.early ?? 0), 0) / analysed.length
    : 0;
  const early = !lead.some((m) => m.analysis?.readiness === 'considering' || m.analysis?.readiness === 'ready');
  return [
    feature('substance', Math.log2(1 + state.substantive.length), substance(state.substantive.length)),
    feature('readyNow', wish, 'Wants to go on now', [now && evidenceFor(now, 'ready')]),
    feature('readyEver', ever ? readyOf(ever) : 0, 'Has been ready to go on', [ever && evidenceFor(ever, 'ready')]),
    feature(
      'active',
      mean,
      'How much of the talk is an active search',
      active.slice(-2).map((m) => evidenceFor(m, m.analysis?.readiness)),
    ),
    feature('activeCount', Math.log2(1 + active.length), search(active.length)),
    feature('means', MEANS_VALUE[means], MEANS_WORDS[means], [money?.evidence]),
    feature('backed', backed, 'Wants to go on, and means are proven', [money?.evidence]),
    feature('closing', soon ? backed : 0, 'Wants to go on, means are proven, and the date is near', [
      deadline?.evidence,
    ]),
    feature('soon', soon ? 1 : 0, say('{span} left', { span: spanInWords(deadline ? Math.abs(daysLeft) : 0) }), [
      soon ? deadline.evidence : undefined,
    ]),
    feature('quarter', daysLeft <= 90 ? 1 : 0, 'Time frame within three months', [deadline?.evidence]),
    feature('dated', known.timeline_days_max ? 1 : 0, 'Gave a date', [known.timeline_days_max?.evidence]),
    feature('need', (rooms ? 1 : 0) + (known.locations ? 0.5 : 0), 'The need has a shape', [
      rooms?.evidence,
      known.locations?.evidence,
    ]),
    feature('side', side ? 1 : 0, 'Says whether to buy, sell or rent'),
    flag(
      'offer',
      recent.findLast((m) => has(m, 'offer')),
      'offer',
      'Talks terms',
    ),
    flag(
      'showing',
      recent.findLast((m) => has(m, 'showing')),
      'showing',
      'Asks for or agrees to meet',
    ),
    flag(
      'urgent',
      recent.findLast((m) => m.analysis?.urgency === 'high'),
      'high',
      'Wants it done within days',
    ),
    flag(
      'objects',
      last && (last.analysis?.objections.length ?? 0) > 0 ? last : undefined,
      'objection',
      'The last word is an objection',
    ),
    flag(
      'financing',
      lead.findLast((m) => has(m, 'financing')),
      'financing',
      'Speaks of financing',
    ),
    feature('early', early ? 1 : 0, 'Only gathers information so far'),
    feature('underWay', agreed ? 1 : 0, 'You wrote that it is agreed or under way', [agreed ?? undefined]),
    feature('agentSoon', booked ? wish : 0, 'Wants to go on, and you named a near date', [booked?.evidence]),
    feature('latest', leaning(latest), 'How near a deal the last word is', [
      latest && evidenceFor(latest, latest.analysis?.readiness),
    ]),
    feature('drawsBack', latest?.analysis?.probabilities.readiness.none ?? 0, 'The last word leads nowhere', [
      latest && evidenceFor(latest),
    ]),
    feature('lacks', means === 'lacking' ? 1 : 0, 'Says the money is not there yet'),
    feature('meetings', Math.log2(1 + lead.filter((m) => has(m, 'showing')).length), 'Meetings and viewings spoken of'),
    feature('terms', Math.log2(1 + lead.filter((m) => has(m, 'offer')).length), 'How often terms were spoken of'),
    feature('knows', panes.filter((pane) => pane.state !== 'unknown').length / 6, 'How much of the need is known'),
    feature('learning', learning, 'How much of the talk gathers information'),
  ];
}
