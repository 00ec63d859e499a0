import type { Action, Impact, UrgencyLevel } from '../actions/types.ts';
import type { Conversation, Evidence } from '../conversation.ts';
import type { CustomSignal, CustomValues } from '../custom/types.ts';
import type { KnownFurther } from '../facts/further-types.ts';
import type { Facts, KnownFacts, Qualification } from '../facts/types.ts';
import type { Health, Level, Momentum, Scores } from '../scoring/types.ts';
import type { BehaviouralSignal, Signals } from '../signals/types.ts';
import type { ObjectionKind } from '../text/labels.ts';
import type { TextAnalysis } from '../text/types.ts';

export const INSIGHT_KINDS = [
  'urgency',
  'objection',
  'buying_intent',
  'price_sensitivity',
  'timeline',
  'engagement',
  'competitive',
  'closing',
] as const;
export type InsightKind = (typeof INSIGHT_KINDS)[number];

export type PredictedOutcome =
  'likely_to_close' | 'likely_to_continue' | 'needs_nurturing' | 'at_risk' | 'lost' | 'not_enough_evidence';

export interface Insight {
  id: string;
  leadId: string;
  /** One of `InsightKind`, or a registered kind. */
  kind: string;
  title: string;
  description: string;
  /** Calibrated, 0 to 1. */
  confidence: number;
  /** 0 to 100. */
  priorityScore: number;
  urgencyLevel: UrgencyLevel;
  recommendedActions: readonly string[];
  behavioralSignals: readonly BehaviouralSignal[];
  predictedOutcome: PredictedOutcome;
  impact: Impact;
  evidence: readonly Evidence[];
  createdAt: string;
  processingMs: number;
  model: string;
}

/** A lead's message with its text analysis and the facts it states, as `classify` prints them. */
export interface AnalysedMessage extends TextAnalysis {
  id: string;
  facts: Facts;
  /** What the registered text classifiers say of it, by model; absent when none does. */
  custom?: Readonly<Record<string, CustomValues>> | undefined;
}

/** Everything the pipeline says of a conversation: the output of `analyze`. */
export interface ConversationAnalysis {
  id: string;
  leadId: string;
  level: Level;
  momentum: Momentum;
  health: Health;
  conversion: Health['conversion'];
  scores: Scores;
  facts: Facts;
  insights: readonly Insight[];
  actions: readonly Action[];
  messages: readonly AnalysedMessage[];
  /** Why now, in one sentence as an agent says it. */
  headline: string;
  knownFacts: KnownFacts;
  /** Decision makers and pets; absent from analyses that were stored before these were read. */
  furtherFacts?: readonly KnownFurther[] | undefined;
  qualification: Qualification;
  signals: Signals;
  /** Set when the lead asked not to be contacted (`revoked`) or has gone elsewhere (`left`). */
  optOut: { kind: 'revoked' | 'left'; at: string; evidence: Evidence } | null;
  /** What holds the lead back and stands open; absent from analyses that were stored before it was kept. */
  openObjections?: readonly { kind: ObjectionKind; evidence: Evidence; daysAgo: number }[] | undefined;
  /** What the registered models say; they enter no score. */
  customSignals: readonly CustomSignal[];
}

/** The pure pipeline's input: `texts` holds one analysis for each message of the lead, by message id. */
export interface PipelineInput {
  conversation: Conversation;
  texts: ReadonlyMap<string, TextAnalysis>;
  /** ISO 8601; the reference for silence, due times and dates. */
  now: string;
}
