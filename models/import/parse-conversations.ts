import * as v from 'valibot';
import type { Conversation, Message } from '../conversation.ts';
import type { Channel, Turn } from '../text/types.ts';
import { channelOf, contentId, speakerOf, timeOf } from './fields.ts';

export { parsePastedChat } from './pasted-chat.ts';

/** Where a value is wrong (`messages.3.sentAt`) and what was expected there. */
export interface Issue {
  path: string;
  message: string;
}
export type ParsedConversation = { ok: true; conversation: Conversation } | { ok: false; issues: Issue[] };

/** A labelled-message record, or any message with its context, as `classify` takes it. */
export interface MessageRecord {
  /** Empty when the record has none. */
  id: string;
  text: string;
  /** Oldest first; every turn that was given. */
  context: Turn[];
  channel?: Channel | undefined;
  /** ISO 8601 with offset. */
  sentAt?: string | undefined;
}
export type ParsedRecord = { ok: true; record: MessageRecord } | { ok: false; issues: Issue[] };

const Id = v.pipe(
  v.union([v.string(), v.number()], 'expected a string'),
  v.transform(String),
  v.maxLength(200, 'expected at most 200 characters'),
);
const ChannelWord = v.pipe(v.string('expected a string'), v.transform(channelOf));
const Speaker = v.pipe(
  v.string('expected "lead" or "agent"'),
  v.check((word) => speakerOf(word) !== null, 'expected "lead" or "agent"'),
  v.transform((word) => speakerOf(word) ?? 'lead'),
);
const Time = v.pipe(
  v.union([v.string(), v.number()], 'expected an ISO 8601 time'),
  v.check((value) => timeOf(value) !== null, 'expected an ISO 8601 time'),
  v.transform((value) => timeOf(value) ?? ''),
);
const Text = v.string('expected a string');
/** Only its area code is of use: what is no number is left out, not refused. */
const Phone = v.pipe(
  v.unknown(),
  v.transform((value) => (typeof value === 'string' || typeof value === 'number' ? String(value) : undefined)),
);

/** Names under which exports keep the same thing; the first that is there counts. */
const ALIASES = {
  text: ['text', 'content', 'body', 'message'],
  from: ['from', 'role', 'sender', 'direction'],
  sentAt: ['sentAt', 'timestamp', 'dateAdded', 'createdAt', 'date'],
} as const;

/** Lifts the aliases to their names, drops nulls; what is no object stays for the schema to refuse. */
function lifted(value: unknown): unknown {
  if (typeof value === 'string') return { text: value };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const given = value as Record<string, unknown>;
  const result: Record<string, unknown> = Object.fromEntries(
    Object.entries(given).filter(([, field]) => field !== null && field !== undefined),
  );
  for (const [name, aliases] of Object.entries(ALIASES)) {
    const found = aliases.find((alias) => given[alias] !== undefined && given[alias] !== null);
    if (found !== undefined) result[name] = given[found];
  }
  return result;
}

const ImportedMessage = v.pipe(
  v.unknown(),
  v.transform(lifted),
  v.object(
    {
      id: v.optional(Id),
      from: v.optional(Speaker, 'lead'),
      text: Text,
      sentAt: v.optional(Time),
      channel: v.optional(ChannelWord),
      automated: v.optional(v.boolean('expected true or false')),
    },
    'expected an object',
  ),
);

const ImportedTurn = v.pipe(
  v.unknown(),
  v.transform(lifted),
  v.object({ from: v.optional(Speaker, 'lead'), text: Text }, 'expected an object'),
);

const withoutNulls = v.pipe(
  v.unknown(),
  v.transform((value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).filter(([, field]) => field !== null))
      : value,
  ),
);

const ImportedConversation = v.pipe(
  withoutNulls,
  v.object(
    {
      id: v.optional(Id),
      leadId: v.optional(Id),
      channel: v.optional(ChannelWord),
      timeZone: v.optional(v.string('expected a string')),
      state: v.optional(v.string('expected a string')),
      phone: v.optional(Phone),
      reconsentAt: v.optional(Time),
      now: v.optional(v.unknown()),
      messages: v.array(ImportedMessage, 'expected a list of messages'),
    },
    'expected an object',
  ),
);

const ImportedRecord = v.pipe(
  v.unknown(),
  v.transform((value) => (typeof value === 'string' ? null : lifted(value))),
  v.object(
    {
      id: v.optional(Id, ''),
      text: Text,
      context: v.optional(v.array(ImportedTurn, 'expected a list of turns'), []),
      channel: v.optional(ChannelWord),
      sentAt: v.optional(Time),
    },
    'expected an object',
  ),
);

/** The most that one bad value is told about. */
const MAX_ISSUES = 20;

function issuesOf(issues: readonly v.BaseIssue<unknown>[]): Issue[] {
  return issues.slice(0, MAX_ISSUES).map((issue) => ({
    path: v.getDotPath(issue) ?? '',
    // A key that is missing is told at its path.
    message: issue.received === 'undefined' ? 'missing' : issue.message,
  }));
}

const EPOCH = '1970-01-01T00:00:00.000Z';

type Imported = v.InferOutput<typeof ImportedMessage>;

/** Messages without a time take the one before them (the next known one at the start), so that the order stands. */
function withTimes(messages: readonly Imported[], fallback: string): string[] {
  let last = messages.find((message) => message.sentAt !== undefined)?.sentAt ?? fallback;
  return messages.map((message) => (last = message.sentAt ?? last));
}

/**
 * A conversation of the command line's shape: `{id, leadId?, channel?, messages: [{id?, from, text, sentAt}]}`.
 * `content`/`timestamp`, `role` for `from` and a missing `from` (the lead) are taken as well. Missing ids are made
 * from the content, the same for the same input; unknown fields are ignored.
 */
export function parseConversation(value: unknown): ParsedConversation {
  const parsed = v.safeParse(ImportedConversation, value);
  if (!parsed.success) return { ok: false, issues: issuesOf(parsed.issues) };
  const { messages, now, ...head } = parsed.output;
  const id = head.id || `c-${contentId(JSON.stringify(messages.map((m) => [m.from, m.text, m.sentAt])))}`;
  const times = withTimes(messages, timeOf(now) ?? EPOCH);
  const read = messages.map((message, index): Message => ({
    id: message.id || `${id}-${String(index + 1).padStart(5, '0')}`,
    from: message.from,
    text: message.text,
    sentAt: times[index] ?? EPOCH,
    ...(message.channel !== undefined ? { channel: message.channel } : {}),
    ...(message.automated !== undefined ? { automated: message.automated } : {}),
  }));
  return {
    ok: true,
    conversation: {
      id,
      leadId: head.leadId || id,
      ...(head.channel !== undefined ? { channel: head.channel } : {}),
      ...(head.timeZone !== undefined ? { timeZone: head.timeZone } : {}),
      ...(head.state !== undefined ? { state: head.state } : {}),
      ...(head.phone !== undefined ? { phone: head.phone } : {}),
      ...(head.reconsentAt !== undefined ? { reconsentAt: head.reconsentAt } : {}),
      messages: read,
    },
  };
}

/** A record of `classify`: a message with its context. Unknown fields are ignored. */
export function parseRecord(value: unknown): ParsedRecord {
  const parsed = v.safeParse(ImportedRecord, value);
  if (!parsed.success) return { ok: false, issues: issuesOf(parsed.issues) };
  const { id, text, context, channel, sentAt } = parsed.output;
  return {
    ok: true,
    record: {
      id,
      text,
      context: context.map((turn) => ({ role: turn.from, text: turn.text })),
      ...(channel !== undefined ? { channel } : {}),
      ...(sentAt !== undefined ? { sentAt } : {}),
    },
  };
}
