import { CHANNELS, type Channel, type Speaker } from '../../../../models/text/types.ts';
import { done, failed, type Result } from '../../errors/result.ts';
import type { ImportIssue } from './import-api.ts';

/** A message row of a CSV file, not yet a conversation. */
export interface CsvMessage {
  name: string;
  phone: string | null;
  email: string | null;
  from: Speaker;
  text: string;
  sentAt: string;
  channel: Channel;
  line: number;
}

const NAMES: Record<keyof Omit<CsvMessage, 'line'>, readonly string[]> = {
  name: ['lead', 'name', 'lead name', 'contact', 'contact name', 'full name'],
  phone: ['phone', 'phone number', 'mobile'],
  email: ['email', 'e-mail', 'mail'],
  from: ['from', 'role', 'sender', 'direction'],
  text: ['text', 'message', 'body', 'content'],
  sentAt: ['sentat', 'sent at', 'sent_at', 'date', 'time', 'timestamp', 'datetime'],
  channel: ['channel', 'type'],
};
const AGENT = /^(agent|me|us|out|outbound|outgoing|sent|assistant)$/i;

/** Finds the columns by the names in the first line. */
export function columnsOf(header: readonly string[]): Result<Map<string, number>, 'missing_columns'> {
  const given = header.map((cell) => cell.trim().toLowerCase());
  const columns = new Map<string, number>();
  for (const [field, names] of Object.entries(NAMES)) {
    const at = given.findIndex((name) => names.includes(name));
    if (at >= 0) columns.set(field, at);
  }
  const identified = ['name', 'phone', 'email'].some((field) => columns.has(field));
  return identified && columns.has('text') ? done(columns) : failed('missing_columns');
}

/** One row as a message, or the reason why not. A row with no time gets `now`. */
export function messageOf(
  cells: readonly string[],
  columns: ReadonlyMap<string, number>,
  line: number,
  now: string,
): { ok: true; message: CsvMessage } | { ok: false; issue: ImportIssue } {
  const cell = (field: string) => (cells[columns.get(field) ?? -1] ?? '').trim();
  const refuse = (path: string, code: string, message = '') => ({
    ok: false as const,
    issue: { line, path, code, message },
  });
  const text = cell('text');
  if (!text) return refuse('text', 'empty_text');
  const phone = cell('phone') || null;
  const email = cell('email').toLowerCase() || null;
  const name = cell('name') || phone || email;
  if (!name) return refuse('lead', 'nobody_named');
  const when = cell('sentAt');
  if (when && Number.isNaN(Date.parse(when))) return refuse('sentAt', 'bad_time', `“${when}”`);
  const from: Speaker = AGENT.test(cell('from')) ? 'agent' : 'lead';
  const channel = CHANNELS.find((known) => known === cell('channel').toLowerCase()) ?? 'other';
  return { ok: true, message: { name, phone, email, from, text, sentAt: isoOf(when, now), channel, line } };
}

/** Keeps an ISO time with its offset as it is: the offset is the lead's local time. */
function isoOf(when: string, now: string): string {
  if (!when) return now;
  return /T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)$/.test(when) ? when : new Date(when).toISOString();
}

/** Rows of one person: the same phone, else the same e-mail, else the same name. */
export function groupByLead(messages: readonly CsvMessage[]): CsvMessage[][] {
  const groups = new Map<string, CsvMessage[]>();
  for (const message of messages) {
    const key = message.phone?.replace(/[^\d+]/g, '') || message.email || message.name.toLowerCase();
    const group = groups.get(key);
    if (group) group.push(message);
    else groups.set(key, [message]);
  }
  return [...groups.values()];
}
