import { HEAD_KIND, HEAD_NAMES, HEADS, type Head } from '../../models/text/labels.ts';
import type { Report } from '../../server/cli/eval/evaluate-file.ts';
import type { Judged } from './slices.ts';

/** As `eval`: decisions of a multi-label head below this probability don't count. */
const MIN_P = 0.05;
const BINS = 10;

/** Decisions whose stated probability lies in `[from, to)`: how many, their mean probability, and the share that was right. */
interface Bin {
  from: number;
  to: number;
  n: number;
  stated: number;
  right: number;
}

const rounded = (value: number | null | undefined) =>
  value === null || value === undefined ? null : Number(value.toFixed(4));

/** Reliability of a head: of its winning label, or of every label of a multi-label head. Empty bins are left out. */
function reliabilityBins(head: Head, judged: readonly Judged[]): Bin[] {
  const decisions = judged.flatMap(({ gold, found }) => {
    const probabilities = found.probabilities[head] as Record<string, number>;
    const labels = HEAD_KIND[head] === 'single' ? [found[head] as string] : (HEADS[head] as readonly string[]);
    return labels.map((label) => ({ p: probabilities[label]!, right: [gold[head]].flat().includes(label) }));
  });
  const counted = HEAD_KIND[head] === 'single' ? decisions : decisions.filter(({ p }) => p >= MIN_P);
  return Array.from({ length: BINS }, (_, bin) => {
    const inside = counted.filter(({ p }) => Math.min(BINS - 1, Math.floor(p * BINS)) === bin);
    const share = (sum: number) => rounded(sum / inside.length)!;
    return {
      from: bin / BINS,
      to: (bin + 1) / BINS,
      n: inside.length,
      stated: share(inside.reduce((sum, { p }) => sum + p, 0)),
      right: share(inside.filter(({ right }) => right).length),
    };
  }).filter(({ n }) => n > 0);
}

function headFigures(report: Report) {
  const entries = HEAD_NAMES.map((head) => {
    const { n, accuracy, microF1, macroF1, ece } = report.heads![head]!;
    return [
      head,
      { n, accuracy: rounded(accuracy), microF1: rounded(microF1), macroF1: rounded(macroF1), ece: rounded(ece) },
    ] as const;
  });
  return Object.fromEntries(entries);
}

/** What the app shows of the model's accuracy: `accuracy.json` beside its card. `dev`: the dev messages as it reads them. */
export function cardFigures(test: Report, rules: Report, conversations: Report, dev: readonly Judged[]) {
  const { precision, recall, support } = test.heads!.intents!.labels['opt_out']!;
  return {
    model: test.model,
    test: {
      messages: test.messages,
      heads: headFigures(test),
      optOut: { precision: rounded(precision), recall: rounded(recall), support },
    },
    rules: { heads: headFigures(rules) },
    conversations: {
      n: conversations.conversations ?? 0,
      level: rounded(conversations.level?.accuracy),
      levelQwk: rounded(conversations.level?.qwk),
      momentum: rounded(conversations.momentum?.accuracy),
      goodAction: rounded(conversations.actions?.goodAmongFirst3),
      heatOrder: rounded(conversations.heatOrder),
    },
    reliability: {
      messages: dev.length,
      heads: Object.fromEntries(HEAD_NAMES.map((head) => [head, reliabilityBins(head, dev)])),
    },
  };
}
