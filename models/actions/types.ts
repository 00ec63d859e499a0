import type { Reason } from '../sentences.ts';
import type { Evidence } from '../conversation.ts';

export const ACTION_KINDS = [
  'call_now',
  'book_showing',
  'send_listings',
  'send_info',
  'answer_question',
  'address_objection',
  'connect_lender',
  'prepare_offer',
  'prepare_valuation',
  'nurture',
  're_engage',
  'stop_contact',
  'hand_off',
  'confirm_appointment',
] as const;
export type ActionKind = (typeof ACTION_KINDS)[number];
export type ActionCategory = 'immediate' | 'engagement' | 'nurturing' | 'conversion';
export type Impact = 'high' | 'medium' | 'low';

/** 1 act today, 2 within 3 days, 3 this month, 4 this quarter, 5 no hurry. */
export type UrgencyLevel = 1 | 2 | 3 | 4 | 5;

/** A draft that passed the guards, or the reason why there is none. */
export type Draft = { kind: 'text'; text: string; notes: readonly Reason[] } | { kind: 'withheld'; reason: Reason };

export interface Action {
  kind: ActionKind;
  category: ActionCategory;
  /** 1 is the first thing to do. */
  priority: number;
  /** 0 to 1. */
  confidence: number;
  urgency: UrgencyLevel;
  estimatedImpact: Impact;
  reason: Reason;
  evidence: readonly Evidence[];
  /** ISO 8601, inside the hours in which the lead may be contacted. */
  dueBy: string;
  draft: Draft;
}
