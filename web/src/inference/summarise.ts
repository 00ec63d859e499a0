import type { Conversation } from '../../../models/conversation.ts';
import { LPMAMA, type Pane, type PaneState } from '../../../models/facts/types.ts';
import type { ConversationAnalysis } from '../../../models/insight/types.ts';
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
  const outlook = analysis.insights[0]?.predictedOutcome;
  const newest = conversation.messages.at(-1);
  return {
    leadId: conversation.leadId,
    level: analysis.level,
    momentum: analysis.momentum,
    priority: analysis.scores.priority.value,
    urgency: first?.urgency ?? null,
    firstAction: first?.kind ?? null,
    dueBy: first?.dueBy ?? null,
    headline: analysis.headline,
    panes: Object.fromEntries(LPMAMA.map((pane) => [pane, analysis.qualification.panes[pane].state])) as Record<
      Pane,
      PaneState
    >,
    optOut: analysis.optOut?.kind ?? null,
    lastMessageAt: newest?.sentAt ?? analysedAt,
    lastFrom: newest?.from ?? 'lead',
    lastChannel: newest?.channel ?? 'other',
    messages: conversation.messages.length,
    lastLeadAt: conversation.messages.findLast(({ from }) => from === 'lead')?.sentAt ?? null,
    objections: [...new Set(analysis.messages.flatMap((message) => message.objections))],
    ...(outlook ? { outlook } : {}),
    analysedAt,
    model: analyser.model,
    source: analyser.source,
  };
}
