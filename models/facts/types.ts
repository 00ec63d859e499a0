import type { Reason } from '../sentences.ts';
import type { Evidence } from '../conversation.ts';

export const PROPERTY_TYPES = ['house', 'condo', 'townhouse', 'apartment', 'land', 'multifamily'] as const;
export type PropertyType = (typeof PROPERTY_TYPES)[number];

export const FINANCING = ['preapproved', 'cash', 'needs_loan', 'fha', 'va', 'conventional'] as const;
export type Financing = (typeof FINANCING)[number];

/** What a message states about the lead's need, by the label guide. A key is absent when not stated. */
export interface Facts {
  /** Whole US dollars; per month when renting. */
  budget_min?: number;
  budget_max?: number;
  beds_min?: number;
  baths_min?: number;
  property_type?: PropertyType;
  /** Days from the message to the latest date stated. */
  timeline_days_max?: number;
  /** Place names as written. */
  locations?: string[];
  financing?: Financing;
  has_agent?: boolean;
  must_sell_first?: boolean;
  motivation?: string;
  /** The time as written. */
  appointment?: string;
}
export type FactKey = keyof Facts;

/** A fact with the words that state it, `[start, end)` in the normalised text. */
export type FoundFact = {
  [K in FactKey]-?: {
    key: K;
    value: NonNullable<Facts[K]>;
    start: number;
    end: number;
    /** The lead corrects themselves: what was said of it before stands no longer («actually Tracy instead»). */
    replaces?: true;
  };
}[FactKey];

/** A fact of a conversation: the latest statement wins, the ones it overruled stay visible; places add up. */
export interface KnownFact<K extends FactKey = FactKey> {
  value: NonNullable<Facts[K]>;
  statedAt: string;
  /** Absent where a person set it and no words say the same. */
  evidence?: Evidence | undefined;
  /** Who set it by hand; absent where it was read. */
  editedBy?: string | undefined;
  overruled: { value: NonNullable<Facts[K]>; statedAt: string; evidence: Evidence }[];
}
export type KnownFacts = { [K in FactKey]?: KnownFact<K> };

/** The six things an agent must know of a lead, in the order of the six panes. */
export const LPMAMA = ['location', 'price', 'motivation', 'agent', 'mortgage', 'appointment'] as const;
export type Pane = (typeof LPMAMA)[number];
export type PaneState = 'unknown' | 'known' | 'contradicted';
export interface Qualification {
  panes: Record<Pane, { state: PaneState; evidence: readonly Evidence[]; words: string }>;
  /** The next question to ask, or null when all six are known and none is contradicted. */
  nextQuestion: { pane: Pane; question: Reason } | null;
}
