import type { FactKey, Facts } from '../../../models/facts/types.ts';
import type { LabelMetrics } from './metrics.ts';

const normal = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Free-text facts agree when one holds the other's words; places when each matches; numbers within 3 % (or 2 days). */
export function factAgrees(key: FactKey, gold: Facts[FactKey], found: Facts[FactKey]): boolean {
  if (Array.isArray(gold) && Array.isArray(found)) {
    const [a, b] = [gold.map(normal).sort(), found.map(normal).sort()];
    return a.length === b.length && a.every((place, i) => place === b[i]);
  }
  if (typeof gold === 'number' && typeof found === 'number') {
    return Math.abs(gold - found) <= Math.max(key === 'timeline_days_max' ? 2 : 0, Math.abs(gold) * 0.03);
  }
  if (key === 'motivation' || key === 'appointment') {
    const [a, b] = [normal(String(gold)), normal(String(found))];
    return a === b || (a !== '' && b !== '' && (a.includes(b) || b.includes(a)));
  }
  return gold === found;
}

/** Precision, recall and F1 a fact; a wrong value is both a miss and a false claim. */
export function evaluateFacts(rows: readonly { gold: Facts; found: Facts }[]): Record<string, LabelMetrics> {
  const keys = new Set(rows.flatMap((row) => [...Object.keys(row.gold), ...Object.keys(row.found)])) as Set<FactKey>;
  const entries = [...keys].sort().map((key): [string, LabelMetrics] => {
    const support = rows.filter((row) => row.gold[key] !== undefined).length;
    const claimed = rows.filter((row) => row.found[key] !== undefined).length;
    const hits = rows.filter(
      ({ gold, found }) =>
        gold[key] !== undefined && found[key] !== undefined && factAgrees(key, gold[key], found[key]),
    ).length;
    return [
      key,
      {
        precision: claimed ? hits / claimed : null,
        recall: support ? hits / support : null,
        f1: claimed + support ? (2 * hits) / (claimed + support) : null,
        support,
      },
    ];
  });
  return Object.fromEntries(entries);
}
