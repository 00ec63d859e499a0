import type { ActionTuning } from '../actions/action-tuning.ts';
import { nextBestActions } from '../actions/next-best-actions.ts';
import { toFacts } from '../facts/extract.ts';
import type { FactKey, Facts, KnownFacts } from '../facts/types.ts';
import type { ConversionModel } from '../scoring/conversion.ts';
import { assess } from '../scoring/health.ts';
import type { TextAnalysis, TextInput } from '../text/types.ts';
import { normaliseMessage } from '../text/normalise.ts';
import type { Conversation } from '../conversation.ts';
import { headline } from './headline.ts';
import { findInsights } from './insights.ts';
import { contextOf, inOrder, leadState, millisOf, type LeadState, type ReadMessage } from './lead-state.ts';
import { untimed, type Timed } from './profile.ts';
import type { AnalysedMessage, ConversationAnalysis, PipelineInput } from './types.ts';

/** Each message of the lead, by id, with what its text analysis depends on. */
export function textInputs(conversation: Conversation, now: string): { id: string; input: TextInput }[] {
  const ordered = inOrder(conversation.messages, millisOf(now, 0)).map((m) => ({
    ...m,
    text: normaliseMessage(m.text),
  }));
  return ordered.flatMap((m, index) =>
    m.from === 'lead'
      ? [
          {
            id: m.id,
            input: { text: m.text, context: contextOf(ordered, index), channel: m.channel ?? conversation.channel },
          },
        ]
      : [],
  );
}

function statedFacts(known: KnownFacts): Facts {
  const entries = (Object.keys(known) as FactKey[]).map((key) => [key, known[key]!.value]);
  return Object.fromEntries(entries) as Facts;
}

function analysedMessage(message: ReadMessage & { analysis: TextAnalysis }): AnalysedMessage {
  return { ...message.analysis, id: message.id, facts: toFacts(message.facts) };
}

export interface PipelineOptions {
  conversion?: ConversionModel | undefined;
  /** What agents taught about actions. */
  tuning?: ActionTuning | undefined;
  /** Least confidence of an insight to be shown, by kind; 0 when absent. */
  leastInsight?: Readonly<Record<string, number>> | undefined;
  timed?: Timed | undefined;
}

/** The pipeline after the text analysis: facts → signals → scores → insights → actions. Pure. */
export function analyseConversation(
  input: PipelineInput,
  { conversion, tuning, leastInsight, timed = untimed }: PipelineOptions = {},
): { analysis: ConversationAnalysis; state: LeadState } {
  const state = leadState(input.conversation, input.texts, millisOf(input.now, 0), timed);
  const { health, scores } = timed('scores', () => assess(state, conversion));
  const actions = timed('actions', () => nextBestActions(state, health, tuning));
  const read = state.lead.filter((m): m is ReadMessage & { analysis: TextAnalysis } => m.analysis !== null);
  const model = read.at(-1)?.analysis.model ?? 'none';
  const insights = timed('insights', () => findInsights(state, health, actions, model));
  return {
    state,
    analysis: {
      id: input.conversation.id,
      leadId: input.conversation.leadId,
      level: health.level,
      momentum: health.momentum,
      health,
      conversion: health.conversion,
      scores,
      facts: statedFacts(state.known),
      insights: insights.filter(({ kind, confidence }) => confidence >= (leastInsight?.[kind] ?? 0)),
      actions,
      messages: read.map(analysedMessage),
      headline: headline(state, health, actions),
      knownFacts: state.known,
      furtherFacts: state.further,
      qualification: state.qualification,
      signals: state.signals,
      optOut: state.optOut,
      openObjections: state.openObjections,
      customSignals: [],
    },
  };
}
