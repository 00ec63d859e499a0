import type { Conversation, Evidence } from '../../../models/conversation.ts';
import { LPMAMA, type Pane, type PaneState } from '../../../models/facts/types.ts';
import type { ConversationAnalysis } from '../../../models/insight/types.ts';
import { normaliseMessage } from '../../../models/text/normalise.ts';
import type { LeadSummary } from '../storage/stored-analysis.ts';
import type { AnalyserInUse } from './analysis-api.ts';

/** The short form of an analysis that lists show. `conversation` has at least one message. */
export function summarise(
  conversation: Conversation,
  analysis: ConversationAnalysis,
  analyser: AnalyserInUse,
  analysedAt: string,
): LeadSummary {
  const first = [...analysis.actions].sort((a, b) => a.priority - b.priority)[0];
  const newest = conversation.messages.at(-1);
  const lastLead = conversation.messages.findLast((message) => message.from === 'lead');
  return {
    leadId: conversation.leadId,
    level: analysis.level,
    momentum: analysis.momentum,
    priority: analysis.scores.priority.value,
    urgency: first?.urgency ?? null,
    firstAction: first?.kind ?? null,
    dueBy: first?.dueBy ?? null,
    headline: analysis.headline,
    quote: first ? quoteOf(conversation, first.evidence[0]) : '',
    panes: Object.fromEntries(LPMAMA.map((pane) => [pane, analysis.qualification.panes[pane].state])) as Record<
      Pane,
      PaneState
    >,
    optOut: analysis.optOut?.kind ?? null,
    lastMessageAt: newest?.sentAt ?? analysedAt,
    lastFrom: newest?.from ?? 'lead',
    lastChannel: newest?.channel ?? 'other',
    lastLeadAt: lastLead?.sentAt ?? null,
    lastLeadId: lastLead?.id ?? null,
    messages: conversation.messages.length,
    objections: [...new Set(analysis.messages.flatMap((message) => message.objections))],
    analysedAt,
    model: analyser.model,
    source: analyser.source,
  };
}

const LONGEST_QUOTE = 90;

/** The sentence around an evidence, on one line, cut at a word. */
function quoteOf(conversation: Conversation, evidence: Evidence | undefined): string {
  const message = conversation.messages.find(({ id }) => id === evidence?.messageId);
  if (!message || !evidence) return '';
  const text = normaliseMessage(message.text);
  const start = Math.max(0, ...['. ', '? ', '! ', '\n'].map((end) => text.lastIndexOf(end, evidence.start - 1) + 1));
  const rest = text.slice(start, Math.max(evidence.end, start + LONGEST_QUOTE + 1));
  const sentence = /^[^]*?[^\s.?!][.?!\n](?=\s|$)/.exec(rest)?.[0] ?? rest;
  const words = sentence.replace(/\s+/g, ' ').trim();
  if (words.length <= LONGEST_QUOTE) return words;
  return `${words.slice(0, LONGEST_QUOTE).replace(/\s+\S*$/, '')}…`;
}
