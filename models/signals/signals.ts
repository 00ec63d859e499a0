import type { Evidence } from '../conversation.ts';
import type { Channel, Speaker, TextAnalysis } from '../text/types.ts';
import type { BehaviouralSignal, Signals } from './types.ts';

/** What the signals need of a message; messages come in order of time. */
export interface SignalMessage {
  id: string;
  from: Speaker;
  text: string;
  /** Milliseconds since the epoch. */
  at: number;
  sentAt: string;
  channel?: Channel | undefined;
  automated?: boolean | undefined;
  analysis: TextAnalysis | null;
}

const HOUR = 3_600_000;
const PAUSE = 24 * HOUR;
const WEEK = 7 * PAUSE;
/** Intents that ask the agent for something even without a question mark. */
const ASKS = ['property_question', 'showing', 'research'] as const;

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

const words = (text: string) => text.split(/\s+/).filter(Boolean).length;
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Hours from the agent's latest message of a turn to the lead's first answer. */
function replyHours(messages: readonly SignalMessage[]): number[] {
  const hours: number[] = [];
  let asked: number | null = null;
  for (const m of messages) {
    if (m.from === 'agent') asked = m.at;
    else if (asked !== null) {
      hours.push(Math.max(0, m.at - asked) / HOUR);
      asked = null;
    }
  }
  return hours;
}

/** Latest reply against the median of those before; a floor of three minutes: faster is as fast. */
function trendOf(hours: readonly number[]): number | null {
  if (hours.length < 2) return null;
  const before = median(hours.slice(0, -1))!;
  return Math.max(hours.at(-1)!, 0.05) / Math.max(before, 0.05);
}

function lengthTrend(lead: readonly SignalMessage[]): number | null {
  if (lead.length < 4) return null;
  const half = lead.length >> 1;
  const earlier = mean(lead.slice(0, half).map((m) => words(m.text)));
  const later = mean(lead.slice(-half).map((m) => words(m.text)));
  return earlier > 0 ? later / earlier : null;
}

function initiativeOf(messages: readonly SignalMessage[]): number | null {
  const openers = messages.filter((m, i) => i === 0 || m.at - messages[i - 1]!.at > PAUSE);
  return openers.length ? openers.filter((m) => m.from === 'lead').length / openers.length : null;
}

/** The words of the last question in `text`, else the whole of it. */
function questionIn(m: SignalMessage): Evidence {
  const mark = m.text.lastIndexOf('?');
  if (mark < 0) return { messageId: m.id, start: 0, end: m.text.length };
  const before = m.text.slice(0, mark);
  const start = Math.max(
    before.lastIndexOf('. '),
    before.lastIndexOf('! '),
    before.lastIndexOf('? '),
    before.lastIndexOf('\n'),
  );
  return { messageId: m.id, start: start < 0 ? 0 : start + (before[start] === '\n' ? 1 : 2), end: mark + 1 };
}

function openQuestions(messages: readonly SignalMessage[], asker: Speaker): Evidence[] {
  const lastAnswer = messages.findLastIndex((m) => m.from !== asker);
  return messages
    .slice(lastAnswer + 1)
    .filter((m) => m.from === asker && (m.text.includes('?') || asks(m)))
    .map(questionIn);
}

function asks(m: SignalMessage): boolean {
  return m.analysis !== null && ASKS.some((intent) => m.analysis!.intents.includes(intent));
}

/** The local hour of an ISO time in its own offset; null for a time without one. */
export function localHour(sentAt: string): number | null {
  const match = /T(\d{2}):/.exec(sentAt);
  return match ? Number(match[1]) : null;
}

function activeHours(lead: readonly SignalMessage[]): number[] {
  const count = new Map<number, number>();
  for (const m of lead) {
    const hour = localHour(m.sentAt);
    if (hour !== null) count.set(hour, (count.get(hour) ?? 0) + 1);
  }
  return [...count].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([hour]) => hour);
}

/**
 * Behaviour over a conversation. `sent` in order of time; `now` in milliseconds since the epoch. What a workflow or
 * campaign sent for the agent is no one's reply and no one's question: it is left out of all.
 */
export function computeSignals(sent: readonly SignalMessage[], now: number): Signals {
  const messages = sent.filter((m) => m.from === 'lead' || !m.automated);
  const lead = messages.filter((m) => m.from === 'lead');
  const hours = replyHours(messages);
  const first = lead[0];
  const last = lead.at(-1);
  const channels = lead.map((m) => m.channel).filter((c) => c !== undefined);
  return {
    leadMessages: lead.length,
    agentMessages: messages.length - lead.length,
    replyHoursMedian: median(hours),
    replyHoursLatest: hours.at(-1) ?? null,
    replyTrend: trendOf(hours),
    lengthTrend: lengthTrend(lead),
    messagesPerWeek: first && last && lead.length > 1 ? lead.length / Math.max(1, (last.at - first.at) / WEEK) : null,
    initiative: initiativeOf(messages),
    openAgentQuestions: openQuestions(messages, 'agent'),
    openLeadQuestions: openQuestions(messages, 'lead'),
    silenceHours: last ? Math.max(0, now - last.at) / HOUR : null,
    activeHours: activeHours(lead),
    channelSwitches: channels.filter((c, i) => i > 0 && c !== channels[i - 1]).length,
    viewingsAsked: lead.filter((m) => m.analysis?.intents.includes('showing')).length,
  };
}

/** The named signals that hold, by the definitions of `BEHAVIOURAL_SIGNALS`. */
export function behaviouralSignals(s: Signals): BehaviouralSignal[] {
  const holds: Record<BehaviouralSignal, boolean> = {
    fast_replies: s.replyHoursMedian !== null && s.replyHoursMedian <= 1,
    slow_replies: s.replyHoursMedian !== null && s.replyHoursMedian > 24,
    replying_faster: s.replyTrend !== null && s.replyTrend < 0.5,
    replying_slower: s.replyTrend !== null && s.replyTrend > 2,
    writing_more: s.lengthTrend !== null && s.lengthTrend >= 1.5,
    writing_less: s.lengthTrend !== null && s.lengthTrend < 0.5,
    takes_initiative: s.initiative !== null && s.leadMessages > 1 && s.initiative > 0.5,
    open_agent_question: s.openAgentQuestions.length > 0,
    open_lead_question: s.openLeadQuestions.length > 0,
    silent_72h: s.silenceHours !== null && s.silenceHours > 72,
    channel_switch: s.channelSwitches > 0,
    asked_for_viewing: s.viewingsAsked > 0,
  };
  return (Object.keys(holds) as BehaviouralSignal[]).filter((name) => holds[name]);
}
