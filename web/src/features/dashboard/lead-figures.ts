import type { Conversation, Message } from '../../../../models/conversation.ts';
import { leadState } from '../../../../models/insight/lead-state.ts';
import type { ConversationAnalysis } from '../../../../models/insight/types.ts';
import { level as levelOf } from '../../../../models/scoring/level.ts';
import type { Conversion, Level } from '../../../../models/scoring/types.ts';
import type { ObjectionKind, Sentiment } from '../../../../models/text/labels.ts';
import type { Channel } from '../../../../models/text/types.ts';

/** How a lead ended, as far as this device knows. */
export interface LeadOutcome {
  result: 'won' | 'lost';
  /** Milliseconds since the epoch. */
  at: number;
}

/** What the figures of a lead are taken from. `conversation` is in the order of time. */
export interface LeadInput {
  leadId: string;
  owner: string | null;
  source: string | null;
  outcome: LeadOutcome | null;
  conversation: Conversation;
  /** As it is stored; null while the lead is not analysed. */
  analysis: ConversationAnalysis | null;
}

/** The little of a lead that all charts are counted from: no words of anybody. Times in milliseconds. */
export interface LeadFigures {
  leadId: string;
  owner: string | null;
  source: string | null;
  outcome: LeadOutcome | null;
  level: Level | null;
  /** The level from each week on in which it may have changed, oldest first; `at` is the start of the week. */
  history: { at: number; level: Level }[];
  chance: Pick<Conversion, 'probability' | 'low' | 'high' | 'outcomes'> | null;
  /** How long the lead waited for the agent's first answer; `at` is when the lead wrote. */
  replies: { at: number; hours: number }[];
  /** Since when the lead waits for an answer; null when it does not. */
  waitsSince: number | null;
  objections: { at: number; kind: ObjectionKind }[];
  moods: { at: number; mood: Sentiment }[];
  /** The lead's messages. */
  wrote: { at: number; channel: Channel }[];
}

const HOUR = 3600_000;

/** @param weeks starts of the weeks to look back on, oldest first, the last one the start of the week to come. */
export function figuresOf(input: LeadInput, weeks: readonly number[]): LeadFigures {
  const { leadId, owner, source, outcome, conversation, analysis } = input;
  const timed = conversation.messages.map((message) => ({ ...message, at: Date.parse(message.sentAt) }));
  const lead = timed.filter(({ from }) => from === 'lead');
  const atOf = new Map(lead.map(({ id, at }) => [id, at]));
  const read = (analysis?.messages ?? []).flatMap((message) => {
    const at = atOf.get(message.id);
    return at === undefined || message.language !== 'en' ? [] : [{ ...message, at }];
  });
  const { replies, waitsSince } = answersTo(timed);
  const conversion = analysis?.conversion;
  return {
    leadId,
    owner,
    source,
    outcome,
    level: analysis?.level ?? null,
    history: analysis ? levelHistory(conversation, analysis, weeks) : [],
    chance: conversion
      ? {
          probability: conversion.probability,
          low: conversion.low,
          high: conversion.high,
          outcomes: conversion.outcomes,
        }
      : null,
    replies,
    waitsSince: analysis?.optOut ? null : waitsSince,
    objections: read.flatMap(({ at, objections }) => objections.map((kind) => ({ at, kind }))),
    moods: read.map(({ at, sentiment }) => ({ at, mood: sentiment })),
    wrote: lead.map(({ at, channel }) => ({ at, channel: channel ?? conversation.channel ?? 'other' })),
  };
}

/** From the first message that waits to the first answer that a person wrote: automated ones answer nothing. */
function answersTo(messages: readonly (Message & { at: number })[]): Pick<LeadFigures, 'replies' | 'waitsSince'> {
  const replies: LeadFigures['replies'] = [];
  let since: number | null = null;
  for (const { from, at, automated } of messages) {
    if (from === 'lead') since ??= at;
    else if (!automated && since !== null) {
      replies.push({ at: since, hours: Math.max(0, at - since) / HOUR });
      since = null;
    }
  }
  return { replies, waitsSince: since };
}

/**
 * The level at the end of each week in which someone wrote, from the stored text analyses: silence changes no level, so
 * that the weeks between need no reckoning, and neither does the last, which the stored analysis holds.
 */
function levelHistory(
  conversation: Conversation,
  analysis: ConversationAnalysis,
  weeks: readonly number[],
): LeadFigures['history'] {
  const texts = new Map(analysis.messages.map((message) => [message.id, message]));
  const { messages } = conversation;
  const history: LeadFigures['history'] = [];
  let before = 0;
  for (const [i, start] of weeks.slice(0, -1).entries()) {
    const end = weeks[i + 1] ?? Infinity;
    const count = messages.findLastIndex(({ sentAt }) => Date.parse(sentAt) < end) + 1;
    if (count === before) continue;
    before = count;
    const whole = count === messages.length;
    const then = { ...conversation, messages: messages.slice(0, count) };
    history.push({ at: start, level: whole ? analysis.level : levelOf(leadState(then, texts, end)).level });
  }
  return history;
}
