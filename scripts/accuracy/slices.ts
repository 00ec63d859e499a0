import { HEAD_NAMES, type Head } from '../../models/text/labels.ts';
import type { AnalysedMessage } from '../../models/insight/types.ts';
import { parseRecord, type MessageRecord } from '../../models/import/parse-conversations.ts';
import { classifyRecords } from '../../server/cli/classify-records.ts';
import { loadTextStack } from '../../server/cli/text-stack.ts';
import { evaluateMessages } from '../../server/cli/eval/evaluate-messages.ts';
import { number, readLines, table } from './format.ts';

export type Gold = Record<Head, string | string[]> & {
  id: string;
  channel?: string;
  text: string;
  context?: unknown[];
};
export interface Judged {
  gold: Gold;
  found: Pick<AnalysedMessage, Head | 'probabilities'>;
}

/** The labelled messages of a file with what the shipped model says of each. */
export async function judge(file: string): Promise<Judged[]> {
  const { intelligence } = await loadTextStack({ rules: false });
  const golds = readLines<Gold>(file);
  const records = golds.map((gold): MessageRecord => {
    const parsed = parseRecord(gold);
    if (!parsed.ok) throw new Error(`${gold.id} is no record`);
    return parsed.record;
  });
  const found = await classifyRecords(intelligence, records);
  return golds.map((gold, at) => ({ gold, found: found[at]! }));
}

const words = (text: string) => text.split(/\s+/).filter(Boolean).length;
const SLICES: Record<string, (gold: Gold) => string> = {
  channel: (gold) => gold.channel ?? 'not told',
  length: (gold) => (words(gold.text) < 7 ? '1–6 words' : words(gold.text) <= 20 ? '7–20 words' : 'over 20 words'),
  context: (gold) => (gold.context?.length ? 'with earlier messages' : 'alone'),
  writer: (gold) => gold.id.replace(/-\d+$/, ''),
};

/** The main figure of each head by channel, length, context and writer. */
export function sliceTable(judged: readonly Judged[], slices = Object.keys(SLICES)): string {
  const chosen = Object.entries(SLICES).filter(([slice]) => slices.includes(slice));
  const rows = chosen.flatMap(([slice, of]) =>
    [...new Set(judged.map(({ gold }) => of(gold)))].sort().map((value) => {
      const part = judged.filter(({ gold }) => of(gold) === value);
      const heads = evaluateMessages(part.map(({ gold, found }) => ({ gold, predicted: found })));
      const figure = (head: Head) =>
        head === 'intents' || head === 'objections' ? heads[head]?.microF1 : heads[head]?.accuracy;
      return [slice, value, part.length, ...HEAD_NAMES.map((head) => number(figure(head)))];
    }),
  );
  return table(
    ['by', '', 'n', 'sentiment acc.', 'intents micro-F1', 'objections micro-F1', 'urgency acc.', 'readiness acc.'],
    rows,
  );
}

const asText = (value: string | readonly string[]) =>
  typeof value === 'string' ? value : [...value].sort().join(', ') || 'none';
const cell = (text: string) => text.replace(/\s+/g, ' ').replaceAll('|', '\\|');

/** Every `step`-th message that is misread in some head, as it is. */
export function failureTable(judged: readonly Judged[], most: number): string {
  const wrong = judged.flatMap(({ gold, found }) => {
    const heads = HEAD_NAMES.filter((head) => asText(gold[head]) !== asText(found[head]));
    return heads.length === 0 ? [] : [{ gold, found, heads }];
  });
  const step = Math.max(1, Math.ceil(wrong.length / most));
  const rows = wrong
    .filter((_, at) => at % step === 0)
    .map(({ gold, found, heads }) => [
      gold.id,
      cell(gold.text.length > 160 ? `${gold.text.slice(0, 160)}…` : gold.text),
      heads.map((head) => `${head}: ${asText(gold[head])} → ${asText(found[head])}`).join('<br>'),
    ]);
  return `${wrong.length} of ${judged.length} messages are misread in at least one head; every ${step}th of them, gold → model:\n\n${table(['id', 'message', 'head'], rows)}`;
}
