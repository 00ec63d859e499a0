import type { Plain } from '../sentences.ts';
import type { Contribution } from '../conversation.ts';

/** In order of heat: the position is the ordinal used for QWK. */
export const LEVELS = ['cold', 'warming', 'engaged', 'qualified', 'ready', 'hot'] as const;
export type Level = (typeof LEVELS)[number];

export const LEVEL_NAMES = {
  cold: 'Cold lead',
  warming: 'Warming up',
  engaged: 'Engaged',
  qualified: 'Highly qualified',
  ready: 'Ready to close',
  hot: 'Hot opportunity',
} as const satisfies Record<Level, Plain>;

export const MOMENTA = ['accelerating', 'steady', 'slowing', 'stalled'] as const;
export type Momentum = (typeof MOMENTA)[number];

/** 0 to 100, or null when there is not enough evidence. Contributions sum to `value`. */
export interface Score {
  value: number | null;
  contributions: readonly Contribution[];
}
export interface Scores {
  engagement: Score;
  qualification: Score;
  urgency: Score;
  priority: Score;
}

export interface Conversion {
  probability: number;
  low: number;
  high: number;
  horizonDays: number;
  /** What it rests on, in words; `outcomes` is how many won and lost leads it learnt from. */
  basis: string;
  outcomes: number;
}

export interface Health {
  overall: number | null;
  level: Level;
  momentum: Momentum;
  engagement: number | null;
  qualification: number | null;
  urgency: number | null;
  conversion: Conversion | null;
  riskFactors: readonly string[];
  growthOpportunities: readonly string[];
  estimatedDaysToClose: { low: number; high: number } | null;
  /** Why this level, as sentences with evidence. */
  levelReasons: readonly Contribution[];
  /** Why this momentum; absent from analyses that were stored before it was kept. */
  momentumReasons?: readonly Contribution[] | undefined;
  /** Contributions of `overall`; they sum to it. */
  contributions: readonly Contribution[];
}
