import { optOutOf, type OptOut } from '../actions/guards/consent.ts';
import type { Conversation, Evidence, Message } from '../conversation.ts';
import { wordlessKey } from './wordless-key.ts';
import { factsInConversation } from '../facts/extract.ts';
import { furtherFacts, knownFurther } from '../facts/further.ts';
import type { FoundFurther, KnownFurther } from '../facts/further-types.ts';
import { withEdits } from '../facts/fact-edits.ts';
import { knownFacts } from '../facts/known-facts.ts';
import { qualification } from '../facts/qualification.ts';
import type { FoundFact, KnownFacts, Qualification } from '../facts/types.ts';
import { computeSignals } from '../signals/signals.ts';
import type { Signals } from '../signals/types.ts';
import type { Intent, ObjectionKind } from '../text/labels.ts';
import { normaliseMessage } from '../text/normalise.ts';
import type { TextAnalysis, Turn } from '../text/types.ts';
import { Lru } from './lru.ts';
import { untimed, type Timed } from './profile.ts';

/** A message in order, normalised, with what was read from it. Only the lead's messages have `analysis` and `facts`. */
export interface ReadMessage extends Message {
  /** Milliseconds since the epoch. */
  at: number;
  /** The normalised text: evidence offsets point into it. */
  text: string;
  analysis: TextAnalysis | null;
  facts: readonly FoundFact[];
  /** Beside the label guide's facts. */
  further: readonly FoundFurther[];
}

export type Side = 'buy' | 'sell' | 'rent';

/** Everything that scores, insights and actions start from, computed once. */
export interface LeadState {
  conversation: Conversation;
  /** Milliseconds since the epoch. */
  now: number;
  messages: readonly ReadMessage[];
  lead: readonly ReadMessage[];
  /** The lead's messages that say something (an intent other than courtesy). */
  substantive: readonly ReadMessage[];
  signals: Signals;
  known: KnownFacts;
  further: readonly KnownFurther[];
  qualification: Qualification;
  side: Side | null;
  optOut: OptOut | null;
  /**
   * The latest date by which the lead must or wants to have acted; days from now, negative when past. `stated`: a date,
   * else the horizon of urgent words, counted from the day they were said.
   */
  deadline: { daysLeft: number; stated: boolean; evidence: Evidence | undefined } | null;
  means: 'proven' | 'stated' | 'lacking' | 'unknown';
  openObjections: readonly { kind: ObjectionKind; evidence: Evidence; daysAgo: number }[];
}

export const DAY = 86_400_000;
export const HOUR = 3_600_000;

const whole = (m: ReadMessage): Evidence => ({ messageId: m.id, start: 0, end: m.text.length });

/** The words of `message` that support `label`, or the whole message where no words were marked. */
export function evidenceFor(message: ReadMessage, label?: string): Evidence {
  const span = label === undefined ? undefined : message.analysis?.spans.find((s) => s.label === label);
  return span ? { messageId: message.id, start: span.start, end: span.end } : whole(message);
}

export function has(message: ReadMessage, ...intents: Intent[]): boolean {
  return message.analysis !== null && intents.some((intent) => message.analysis!.intents.includes(intent));
}

/** Later times are a broken clock's: due times still have to fit behind it. */
const LATEST = Date.UTC(9999, 0, 1);

/** Milliseconds of `iso`, or `fallback` when it is no date; never after the year 9998. */
export function millisOf(iso: string, fallback: number): number {
  const at = Date.parse(iso);
  return Number.isFinite(at) ? Math.min(at, LATEST) : fallback;
}

/** What decides between two messages of one id: the earlier one stands, then the smaller in its other fields. */
function precedes(a: Message & { at: number }, b: Message & { at: number }): boolean {
  if (a.at !== b.at) return a.at < b.at;
  const rest = ({ text, from, sentAt, channel, automated }: Message) =>
    JSON.stringify([text, from, sentAt, channel ?? '', automated ?? false]);
  return rest(a) < rest(b);
}

/** Messages in the order they were sent, each id once, so that the result hangs on no order of the input. */
export function inOrder(messages: readonly Message[], now: number): (Message & { at: number })[] {
  const byId = new Map<string, Message & { at: number }>();
  for (const message of messages) {
    const stamped = { ...message, at: millisOf(message.sentAt, now) };
    const known = byId.get(message.id);
    if (!known || precedes(stamped, known)) byId.set(message.id, stamped);
  }
  return [...byId.values()].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}

/** The up to four messages before `index`, as the text model takes them. */
export function contextOf(messages: readonly Message[], index: number): Turn[] {
  return messages.slice(Math.max(0, index - 4), index).map((m) => ({ role: m.from, text: m.text }));
}

/** Facts that were read, by what they were read from: a lead is assessed over and over, its messages do not change. */
const readFacts = new Lru<Pick<ReadMessage, 'facts' | 'further'>>(8000);

/** What a message states, read once for all assessments. */
export function factsOf(
  message: Pick<Message, 'text' | 'sentAt'>,
  context: readonly Turn[],
  analysis: Pick<TextAnalysis, 'model' | 'reading'> | null = null,
): Pick<ReadMessage, 'facts' | 'further'> {
  const before = context.map((turn) => `${turn.role}\u0000${turn.text}`).join('\u0000');
  const { reading, model } = analysis ?? {};
  const reader = reading ? model : 'rules';
  const key = wordlessKey(`${reader}\u0000${message.sentAt}\u0000${message.text}\u0000${before}`);
  const known = readFacts.get(key);
  if (known) return known;
  const { text, sentAt } = message;
  const found = {
    facts: factsInConversation({ text, context, sentAt, reading }),
    further: furtherFacts({ text, context }),
  };
  readFacts.set(key, found);
  return found;
}

/** Drops what was read, so that no words of a lead stay in memory (lock, erasure). */
export const forgetFacts = (): void => readFacts.clear();

const NOTHING = { facts: [], further: [] };

function readMessages(
  conversation: Conversation,
  texts: ReadonlyMap<string, TextAnalysis>,
  now: number,
): ReadMessage[] {
  const ordered = inOrder(conversation.messages, now).map((m) => ({ ...m, text: normaliseMessage(m.text) }));
  return ordered.map((m, index) => {
    if (m.from !== 'lead') return { ...m, ...NOTHING, analysis: null };
    const analysis = texts.get(m.id) ?? null;
    const english = analysis === null || analysis.language === 'en';
    return { ...m, ...(english ? factsOf(m, contextOf(ordered, index), analysis) : NOTHING), analysis };
  });
}

function sideOf(lead: readonly ReadMessage[]): Side | null {
  const weight = { buy: 0, sell: 0, rent: 0 };
  lead.forEach((m, index) => {
    for (const side of ['buy', 'sell', 'rent'] as const) {
      // Later statements count more: people change from renting to buying, seldom back.
      weight[side] += has(m, side) ? 1 + index / lead.length : 0;
    }
  });
  const [best] = (['buy', 'sell', 'rent'] as const).toSorted((a, b) => weight[b] - weight[a]);
  return best && weight[best] > 0 ? best : null;
}

/**
 * Objections that the lead has not moved past (by an offer or a viewing), of the 30 days up to their last word: silence
 * settles none.
 */
function openObjectionsOf(lead: readonly ReadMessage[], now: number): LeadState['openObjections'] {
  const open = new Map<ObjectionKind, LeadState['openObjections'][number]>();
  for (const m of lead) {
    if (m.analysis === null) continue;
    const moved = m.analysis.objections.length === 0 && has(m, 'offer', 'showing');
    if (moved) open.clear();
    for (const kind of m.analysis.objections) {
      open.set(kind, { kind, evidence: evidenceFor(m, kind), daysAgo: Math.max(0, (now - m.at) / DAY) });
    }
  }
  const silentDays = Math.max(0, (now - (lead.at(-1)?.at ?? now)) / DAY);
  return [...open.values()].filter((o) => o.daysAgo - silentDays <= 30);
}

const URGENT_DAYS = { high: 30, medium: 90, low: 365 } as const;

function deadlineOf(known: KnownFacts, now: number): LeadState['deadline'] {
  const fact = known.timeline_days_max;
  if (!fact) return null;
  const due = millisOf(fact.statedAt, now) + fact.value * DAY;
  return { daysLeft: (due - now) / DAY, stated: true, evidence: fact.evidence };
}

/** Readiness `ready` with money or papers spoken of, or a pre-approval, cash or VA entitlement, proves means. */
function meansOf(
  known: KnownFacts,
  lead: readonly ReadMessage[],
  open: LeadState['openObjections'],
): LeadState['means'] {
  const financing = known.financing?.value;
  const lacking = open.some((o) => o.kind === 'financing');
  if (financing === 'preapproved' || financing === 'cash') return 'proven';
  if (!lacking && lead.some((m) => has(m, 'financing') && m.analysis?.readiness === 'ready')) return 'proven';
  if (lacking) return 'lacking';
  return financing || known.budget_max || known.budget_min ? 'stated' : 'unknown';
}

/** Reads a conversation: `texts` holds an analysis for each of the lead's messages, by message id. */
export function leadState(
  conversation: Conversation,
  texts: ReadonlyMap<string, TextAnalysis>,
  now: number,
  timed: Timed = untimed,
): LeadState {
  const messages = timed('facts', () => readMessages(conversation, texts, now));
  const lead = messages.filter((m) => m.from === 'lead');
  const read = knownFacts(lead.map((m) => ({ messageId: m.id, sentAt: m.sentAt, found: m.facts })));
  const known = withEdits(read, conversation.factEdits);
  const openObjections = openObjectionsOf(lead, now);
  const side = sideOf(lead);
  return {
    conversation,
    now,
    messages,
    lead,
    substantive: lead.filter((m) => m.analysis !== null && m.analysis.intents.some((i) => i !== 'courtesy')),
    signals: timed('signals', () => computeSignals(messages, now)),
    known,
    further: knownFurther(lead.map((m) => ({ messageId: m.id, sentAt: m.sentAt, found: m.further }))),
    qualification: qualification(known, side),
    side,
    optOut: optOutOf(lead, millisOf(conversation.reconsentAt ?? '', -Infinity)),
    deadline: deadlineOf(known, now) ?? deadlineFromText(lead, now),
    means: meansOf(known, lead, openObjections),
    openObjections,
  };
}

/** Without a date, an urgent message sets a horizon from the day it was sent, by the guide's bounds. */
function deadlineFromText(lead: readonly ReadMessage[], now: number): LeadState['deadline'] {
  const last = lead.findLast((m) => m.analysis !== null && m.analysis.urgency !== 'none' && !has(m, 'opt_out'));
  const urgency = last?.analysis?.urgency;
  if (!last || !urgency || urgency === 'none') return null;
  return {
    daysLeft: URGENT_DAYS[urgency] - (now - last.at) / DAY,
    stated: false,
    evidence: evidenceFor(last, urgency),
  };
}
