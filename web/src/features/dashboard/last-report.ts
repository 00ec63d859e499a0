import type { Storage } from '../../storage/storage-port.ts';
import type { Report, ReportQuery } from './report.ts';

/** Raise it with every change of `Report`: an older one is not shown. History: 1 (2026-11) first version. */
const VERSION = 1;
const NAME = 'last-report';
const DAY_MS = 86_400_000;

interface Kept {
  version: number;
  asked: string;
  report: Report;
  /** When it was counted, milliseconds since 1970. */
  at: number;
}
type Values = Pick<Storage, 'getValue' | 'setValue'>;

/** The last thirty days of today and of yesterday are the same question. */
const asked = ({ from, to, owner }: ReportQuery): string => JSON.stringify([Math.round((to - from) / DAY_MS), owner]);

/** What was last counted for such a question, sealed with everything else; null when that was another one. */
export async function lastReport(storage: Values, query: ReportQuery): Promise<Pick<Kept, 'report' | 'at'> | null> {
  const kept = await storage.getValue<Kept>(NAME);
  return kept?.version === VERSION && kept.asked === asked(query) ? { report: kept.report, at: kept.at } : null;
}

/** Where it cannot be kept the next opening counts first. */
export async function keepReport(storage: Values, query: ReportQuery, report: Report, at: number): Promise<void> {
  await storage.setValue(NAME, { version: VERSION, asked: asked(query), report, at } satisfies Kept);
}
