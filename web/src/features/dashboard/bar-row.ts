import type { Level } from '../../../../models/scoring/types.ts';

/** A row of a chart of bars. */
export interface BarRow {
  name: string;
  value: number;
  /** Said at the end of the bar. */
  text: string;
  /** A share of the bar that is marked, from its start. */
  marked?: number;
  /** Draws a dot with this interval instead of a bar. */
  interval?: { low: number; high: number };
  /** Whose colour it has. */
  level?: Level;
}
