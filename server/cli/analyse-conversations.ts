import type { Conversation } from '../../models/conversation.ts';
import type { LeadIntelligence } from '../../models/insight/lead-intelligence.ts';
import type { ConversationAnalysis } from '../../models/insight/types.ts';
import { printed, type ClassifiedRecord } from './classify-records.ts';

/** One line of `analyze`'s output. */
export type AnalysedConversation = Pick<
  ConversationAnalysis,
  'id' | 'level' | 'momentum' | 'health' | 'conversion' | 'scores' | 'facts' | 'insights' | 'actions'
> & {
  messages: ClassifiedRecord[];
  /** Only where a model is registered. */
  customSignals?: ConversationAnalysis['customSignals'];
};

/** A conversation with the time at which it is judged: its own `now`, else that of its last message. */
export interface JudgedConversation {
  conversation: Conversation;
  now: string;
}

/** Analyses one conversation in the shape of the command line. */
export async function analyseForPrint(
  intelligence: LeadIntelligence,
  { conversation, now }: JudgedConversation,
): Promise<AnalysedConversation> {
  const { id, level, momentum, health, conversion, scores, facts, insights, actions, messages, customSignals } =
    await intelligence.analyseConversation(conversation, { now });
  return {
    id,
    level,
    momentum,
    health,
    conversion,
    scores,
    facts,
    insights,
    actions,
    messages: messages.map((m) => printed(m.id, m, m.facts, m.custom)),
    ...(intelligence.registeredModels.length > 0 ? { customSignals } : {}),
  };
}
