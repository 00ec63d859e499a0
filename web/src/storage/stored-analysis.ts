import type { ActionKind, UrgencyLevel } from '../../../models/actions/types.ts';
import type { Pane, PaneState } from '../../../models/facts/types.ts';
import type { ConversationAnalysis } from '../../../models/insight/types.ts';
import type { Level, Momentum } from '../../../models/scoring/types.ts';
import type { ObjectionKind } from '../../../models/text/labels.ts';
import type { Channel, Speaker } from '../../../models/text/types.ts';

/** The little that a list shows of a lead's analysis, kept apart so that a list need not open whole analyses. */
export interface LeadSummary {
  leadId: string;
  level: Level;
  momentum: Momentum;
  /** 0 to 100, or null when there is not enough evidence. */
  priority: number | null;
  /** Of the first action; null when nothing is to be done. */
  urgency: UrgencyLevel | null;
  firstAction: ActionKind | null;
  /** ISO 8601, of the first action. */
  dueBy: string | null;
  headline: string;
  /** The words of the lead behind the first action, cut to a line; '' when it rests on none. */
  quote: string;
  panes: Record<Pane, PaneState>;
  optOut: 'revoked' | 'left' | null;
  /** ISO 8601, sender and channel of the newest message. */
  lastMessageAt: string;
  lastFrom: Speaker;
  lastChannel: Channel;
  /** ISO 8601 and id of the lead's newest message, which drafts answer; null when the lead has written nothing. */
  lastLeadAt: string | null;
  lastLeadId: string | null;
  messages: number;
  /** What the lead objected to, over all messages; absent in older ones. */
  objections?: readonly ObjectionKind[];
  /** ISO 8601: silence, due times and dates were reckoned from it. */
  analysedAt: string;
  /** Name and version of what read the texts, and whether it is the model or the rules. */
  model: string;
  source: 'model' | 'rules';
}

/** An analysis with the mark of the content that it was made from. */
export interface StoredAnalysis {
  leadId: string;
  /** The stale mark that this analysis answers; a newer mark keeps the lead stale. */
  mark: string | null;
  summary: LeadSummary;
  analysis: ConversationAnalysis;
}

/** A lead whose messages changed since its last analysis. */
export interface StaleLead {
  leadId: string;
  mark: string;
}
