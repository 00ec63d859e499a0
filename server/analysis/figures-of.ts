import type { ConversationAnalysis } from '../../models/insight/types.ts';
import type { LeadAnalysis } from '../storage/lead-analyses.ts';
import type { Analysed } from './thread-messages.ts';

/** What of an analysis is stored. No words of a message are among it. */
export function figuresOf(
  { analysis, model, source }: Analysed,
  at: { messages: number; rev: number; analysedAt: number },
): LeadAnalysis {
  const { leadId, level, momentum, health, scores, optOut } = analysis;
  const { engagement, qualification, urgency, priority } = scores;
  return {
    leadId,
    level,
    momentum,
    model,
    source,
    ...at,
    scores: {
      overall: health.overall,
      engagement: engagement.value,
      qualification: qualification.value,
      urgency: urgency.value,
      priority: priority.value,
    },
    optOut: optOut?.kind ?? null,
    topAction: topAction(analysis),
    insights: analysis.insights.map(({ kind, urgencyLevel, confidence, evidence }) => {
      return { kind, urgencyLevel, confidence, messageIds: [...new Set(evidence.map((one) => one.messageId))] };
    }),
  };
}

function topAction({ actions }: ConversationAnalysis): LeadAnalysis['topAction'] {
  const [first] = [...actions].sort((a, b) => a.priority - b.priority);
  return first === undefined ? null : { kind: first.kind, urgency: first.urgency, dueBy: first.dueBy };
}
