import { HEAD_KIND, HEAD_NAMES, HEADS, type Head } from '../../../models/text/labels.ts';
import type { TextAnalysis } from '../../../models/text/types.ts';
import {
  exactMatch,
  expectedCalibrationError,
  macroF1,
  microF1,
  perLabel,
  quadraticWeightedKappa,
  type LabelMetrics,
} from './metrics.ts';

/** Gold labels of a message: any subset of the heads. */
export type GoldLabels = Partial<Record<Head, string | readonly string[]>>;
export interface ScoredMessage {
  gold: GoldLabels;
  predicted: Pick<TextAnalysis, Head | 'probabilities'>;
}

export interface HeadReport {
  n: number;
  /** Single-label heads: share right. Multi-label heads: share of records with exactly the right set. */
  accuracy: number | null;
  macroF1: number | null;
  microF1: number | null;
  /** Ordinal heads only. */
  qwk?: number | null;
  ece: number | null;
  labels: Record<string, LabelMetrics>;
}

/** Decisions of a multi-label head below this probability don't count towards its calibration error. */
const MIN_P = 0.05;
const ORDINAL: readonly Head[] = ['urgency', 'readiness'];

const asList = (value: string | readonly string[]) => (typeof value === 'string' ? [value] : value);
const mean = (values: readonly number[]) => (values.length ? values.reduce((a, b) => a + b, 0) / values.length : null);

function calibration(head: Head, rows: readonly ScoredMessage[], labels: readonly string[]): number | null {
  const p = (row: ScoredMessage, label: string) =>
    (row.predicted.probabilities[head] as Record<string, number>)[label]!;
  const has = (row: ScoredMessage, label: string) => asList(row.gold[head]!).includes(label);
  if (HEAD_KIND[head] === 'single') {
    return expectedCalibrationError(
      rows.map((row) => {
        const label = row.predicted[head] as string;
        return { p: p(row, label), right: has(row, label) };
      }),
    );
  }
  const each = labels.map((label) =>
    expectedCalibrationError(
      rows.map((row) => ({ p: p(row, label), right: has(row, label) })).filter((decision) => decision.p >= MIN_P),
    ),
  );
  return mean(each.filter((value) => value !== null));
}

function headReport(head: Head, rows: readonly ScoredMessage[]): HeadReport {
  const labels = HEADS[head] as readonly string[];
  const decisions = {
    gold: rows.map((row) => asList(row.gold[head]!)),
    predicted: rows.map((row) => asList(row.predicted[head])),
  };
  const byLabel = perLabel(labels, decisions);
  const report: HeadReport = {
    n: rows.length,
    accuracy: exactMatch(decisions),
    macroF1: macroF1(byLabel),
    microF1: microF1(decisions),
    ece: calibration(head, rows, labels),
    labels: byLabel,
  };
  if (!ORDINAL.includes(head)) return report;
  const at = (list: readonly (readonly string[])[]) => list.map((one) => labels.indexOf(one[0]!));
  return { ...report, qwk: quadraticWeightedKappa(at(decisions.gold), at(decisions.predicted), labels.length) };
}

/** A report a head, over the messages that carry gold labels of it. */
export function evaluateMessages(rows: readonly ScoredMessage[]): Partial<Record<Head, HeadReport>> {
  const entries = HEAD_NAMES.map((head) => [head, rows.filter((row) => row.gold[head] !== undefined)] as const)
    .filter(([, present]) => present.length > 0)
    .map(([head, present]) => [head, headReport(head, present)]);
  return Object.fromEntries(entries) as Partial<Record<Head, HeadReport>>;
}
