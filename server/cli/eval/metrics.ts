/** Metrics of classification. All pure; empty input gives null where a number would mean nothing. */

export interface LabelMetrics {
  precision: number | null;
  recall: number | null;
  f1: number | null;
  /** How many gold records carry the label. */
  support: number;
}

const ratio = (part: number, whole: number) => (whole === 0 ? null : part / whole);

function f1Of(truePositives: number, predicted: number, support: number): number | null {
  return predicted + support === 0 ? null : (2 * truePositives) / (predicted + support);
}

export interface Decisions<L extends string> {
  gold: readonly (readonly L[])[];
  predicted: readonly (readonly L[])[];
}

/** Precision, recall, F1 and support a label. */
export function perLabel<L extends string>(
  labels: readonly L[],
  { gold, predicted }: Decisions<L>,
): Record<L, LabelMetrics> {
  const entries = labels.map((label) => {
    const hits = gold.filter((g, i) => g.includes(label) && predicted[i]!.includes(label)).length;
    const support = gold.filter((g) => g.includes(label)).length;
    const claimed = predicted.filter((p) => p.includes(label)).length;
    return [
      label,
      { precision: ratio(hits, claimed), recall: ratio(hits, support), f1: f1Of(hits, claimed, support), support },
    ];
  });
  return Object.fromEntries(entries) as Record<L, LabelMetrics>;
}

/** Mean F1 over the labels that occur in gold or prediction. */
export function macroF1(labels: Record<string, LabelMetrics>): number | null {
  const values = Object.values(labels).flatMap((m) => (m.f1 === null ? [] : [m.f1]));
  return values.length ? values.reduce((a, b) => a + b, 0) / values.length : null;
}

/** F1 over all decisions taken together. */
export function microF1<L extends string>({ gold, predicted }: Decisions<L>): number | null {
  const hits = gold.reduce((sum, g, i) => sum + g.filter((label) => predicted[i]!.includes(label)).length, 0);
  const support = gold.reduce((sum, g) => sum + g.length, 0);
  const claimed = predicted.reduce((sum, p) => sum + p.length, 0);
  return f1Of(hits, claimed, support);
}

/** Share of records whose set of labels is exactly right. */
export function exactMatch<L extends string>({ gold, predicted }: Decisions<L>): number | null {
  const right = gold.filter((g, i) => g.length === predicted[i]!.length && g.every((l) => predicted[i]!.includes(l)));
  return ratio(right.length, gold.length);
}

/**
 * Expected calibration error: bins of equal width over [0, 1], |mean confidence − accuracy| weighted by count
 * (Naeini et al. 2015). `decisions` are pairs of confidence and whether it was right.
 */
export function expectedCalibrationError(
  decisions: readonly { p: number; right: boolean }[],
  bins = 15,
): number | null {
  if (decisions.length === 0) return null;
  const sums = Array.from({ length: bins }, () => ({ n: 0, p: 0, right: 0 }));
  for (const { p, right } of decisions) {
    const bin = sums[Math.min(bins - 1, Math.floor(p * bins))]!;
    bin.n += 1;
    bin.p += p;
    bin.right += right ? 1 : 0;
  }
  return sums.reduce((sum, bin) => sum + (bin.n ? Math.abs(bin.p - bin.right) : 0), 0) / decisions.length;
}

/** Cohen's kappa with quadratic weights over ordinal positions 0 … size − 1 (Cohen 1968). */
export function quadraticWeightedKappa(
  gold: readonly number[],
  predicted: readonly number[],
  size: number,
): number | null {
  if (gold.length === 0) return null;
  const weight = (a: number, b: number) => ((a - b) / (size - 1)) ** 2;
  const count = (values: readonly number[]) =>
    Array.from({ length: size }, (_, level) => values.filter((v) => v === level).length);
  const observed = gold.reduce((sum, g, i) => sum + weight(g, predicted[i]!), 0);
  const [byGold, byPredicted] = [count(gold), count(predicted)];
  let expected = 0;
  byGold.forEach((g, a) => byPredicted.forEach((p, b) => (expected += (weight(a, b) * g * p) / gold.length)));
  return expected === 0 ? (observed === 0 ? 1 : 0) : 1 - observed / expected;
}
