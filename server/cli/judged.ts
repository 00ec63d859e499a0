import { parseConversation } from '../../models/import/parse-conversations.ts';
import type { JudgedConversation } from './analyse-conversations.ts';
import { issuesInWords } from './issues.ts';
import type { Parsed } from './run-json-lines.ts';

const ISO = /^\d{4}-\d{2}-\d{2}/;

/** A conversation with the time at which it is judged: `now` of the record, else its latest message. */
export function parseJudged(json: unknown): Parsed<JudgedConversation> {
  const parsed = parseConversation(json);
  if (!parsed.ok) return { ok: false, reason: issuesInWords(parsed.issues) };
  const given = (json as { now?: unknown }).now;
  if (given !== undefined && (typeof given !== 'string' || !ISO.test(given) || Number.isNaN(Date.parse(given)))) {
    return { ok: false, reason: 'now: expected an ISO 8601 time' };
  }
  const latest = parsed.conversation.messages.map((m) => m.sentAt).toSorted((a, b) => Date.parse(a) - Date.parse(b));
  return {
    ok: true,
    value: { conversation: parsed.conversation, now: given ?? latest.at(-1) ?? new Date(0).toISOString() },
  };
}
