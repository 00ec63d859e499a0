import type { LeadInput } from './lead-figures.ts';
import type { Report, ReportQuery } from './report.ts';

/** What crosses the boundary to the worker that counts. */
export interface FiguresApi {
  /** @param weeks as `figuresOf` takes them. */
  take(leads: readonly LeadInput[], weeks: readonly number[]): void;
  drop(leadIds: readonly string[]): void;
  report(query: ReportQuery): Report;
}
