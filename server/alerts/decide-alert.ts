import { LEVELS, type Level } from '../../models/scoring/types.ts';
import type { AnalysedLead, ReadMessage } from '../analysis/analyse-lead-job.ts';
import type { AlertTable } from '../storage/alert-schema.ts';
import type { TeamAlerts } from './settings.ts';

const HOUR_MILLIS = 3_600_000;
/** What is older when it is read comes from a backfill: nobody is woken for it. */
const FRESH_MILLIS = 24 * HOUR_MILLIS;

/** Messages of the lead that are news: written within a day. */
export function freshMessages(messages: readonly ReadMessage[], now: number): ReadMessage[] {
  return messages.filter(({ data }) => data.from === 'lead' && Date.parse(data.sentAt) > now - FRESH_MILLIS);
}

/**
 * What, if anything, is to be told of a lead now: that its level has reached the tenant's choice or risen above it, or that
 * a new message is urgent (urgency level 1). Never of a lead that asked not to be contacted or has gone elsewhere, and
 * within the tenant's hours again only when the level has risen since.
 */
export function decideAlert(
  { lead, messages, before, after }: AnalysedLead,
  last: Pick<AlertTable, 'level' | 'raised_at'> | undefined,
  settings: TeamAlerts,
  now: number,
): 'level' | 'urgent' | null {
  if (lead.dnd || after.optOut !== null) return null;
  const fresh = freshMessages(messages, now);
  if (fresh.length === 0) return null;
  const news = fresh.filter(({ rev }) => rev > (before?.rev ?? 0));
  const reason = reached(before?.level, after.level, settings.level)
    ? 'level'
    : settings.urgent && isUrgent(after, news)
      ? 'urgent'
      : null;
  if (reason === null || last === undefined) return reason;
  const isAgain = last.raised_at > now - settings.repeatHours * HOUR_MILLIS;
  return isAgain && rankOf(after.level) <= rankOf(last.level) ? null : reason;
}

function reached(before: Level | undefined, after: Level, wanted: Level): boolean {
  if (rankOf(after) < rankOf(wanted)) return false;
  return before === undefined || rankOf(before) < rankOf(after);
}

function isUrgent(after: AnalysedLead['after'], news: readonly ReadMessage[]): boolean {
  const ids = new Set(news.map(({ id }) => id));
  return after.insights.some(
    ({ urgencyLevel, messageIds }) => urgencyLevel === 1 && messageIds.some((id) => ids.has(id)),
  );
}

const rankOf = (level: Level) => LEVELS.indexOf(level);
