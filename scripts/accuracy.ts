import { createReadStream, existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Facts } from '../models/facts/types.ts';
import { evaluateFacts } from '../server/cli/eval/evaluate-facts.ts';
import { evaluateFile, type Report } from '../server/cli/eval/evaluate-file.ts';
import { loadTextStack } from '../server/cli/text-stack.ts';
import { INTENTS, OBJECTION_KINDS, HEAD_NAMES, HEADS, type Head } from '../models/text/labels.ts';
import { perLabel } from '../server/cli/eval/metrics.ts';
import { cardFigures } from './accuracy/card-figures.ts';
import { conversionSection } from './accuracy/conversion.ts';
import { number, path, readLines, table, writePage } from './accuracy/format.ts';
import { failureTable, judge, sliceTable } from './accuracy/slices.ts';

/**
 * `npm run accuracy`: writes docs/accuracy.md, the results in the model's card, and `accuracy.json` beside it, from fresh
 * evaluations of what ships.
 */
interface Baseline {
  head: string;
  by: string;
  accuracy: number | null;
  microF1: number | null;
  macroF1: number | null;
}

async function reportOf(file: string, rules: boolean): Promise<Report> {
  const { intelligence } = await loadTextStack({ rules });
  const { report } = await evaluateFile(intelligence, createReadStream(path(file)), process.stderr);
  return report;
}

function headTable(reports: [string, Report][], baselines: readonly Baseline[] = []): string {
  const rows = HEAD_NAMES.flatMap((head) => [
    ...baselines
      .filter((one) => one.head === head)
      .map((one) => [head, one.by, '', number(one.accuracy), number(one.microF1), number(one.macroF1), '–', '–']),
    ...reports.map(([name, report]) => {
      const r = report.heads![head]!;
      return [head, name, r.n, ...[r.accuracy, r.microF1, r.macroF1, r.qwk, r.ece].map(number)];
    }),
  ]);
  return table(['head', 'by', 'n', 'accuracy', 'micro-F1', 'macro-F1', 'QWK', 'ECE'], rows);
}

function labelTable(report: Report): string {
  const rows = HEAD_NAMES.flatMap((head) =>
    Object.entries(report.heads![head]!.labels).map(([label, m]) => [
      head,
      label,
      ...[m.precision, m.recall, m.f1].map(number),
      m.support,
    ]),
  );
  return table(['head', 'label', 'precision', 'recall', 'F1', 'support'], rows);
}

function factTable(report: Report): string {
  const rows = Object.entries(report.facts ?? {}).map(([key, m]) => [
    key,
    ...[m.precision, m.recall, m.f1].map(number),
    m.support,
  ]);
  return table(['fact', 'precision', 'recall', 'F1', 'support'], rows);
}

function conversationTable(reports: [string, Report][]): string {
  const rows = reports.map(([name, r]) => [
    name,
    r.conversations ?? 0,
    ...[r.level?.accuracy, r.level?.qwk, r.momentum?.accuracy, r.actions?.goodAmongFirst3, r.heatOrder].map(number),
  ]);
  return table(
    ['set, by', 'n', 'level exact', 'level QWK', 'momentum', 'good action in first 3', 'pairs in heat order'],
    rows,
  );
}

interface Explored {
  ship: string;
  dev: number;
  rows: ({ name: string; layers: number; ffn: number; vocabulary: number; budget: number } & Record<
    'bytes' | 'mean' | 'sentiment' | 'intents' | 'objections' | 'urgency' | 'readiness' | 'medianMs' | 'p95Ms',
    number
  >)[];
}

/** What `models/training/explore.py` measured: accuracy on dev, time and bytes of the variants. */
function exploredSection(): string {
  const explored = JSON.parse(readFileSync(path('models/training/explored.json'), 'utf8')) as Explored;
  const rows = explored.rows.map((r) => [
    r.name === explored.ship ? `**${r.name}** (ships)` : r.name,
    `${r.layers} × ${r.ffn}`,
    r.vocabulary,
    r.budget,
    ...[r.mean, r.sentiment, r.intents, r.objections, r.urgency, r.readiness].map(number),
    r.medianMs.toFixed(1),
    r.p95Ms.toFixed(1),
    (r.bytes / 1e6).toFixed(1),
  ]);
  const head = ['variant', 'layers × FFN', 'vocabulary', 'budget', 'mean', 'sentiment', 'intents', 'objections'];
  return `## What was tried

\`models/training/explore.py\`: figures on the ${explored.dev} dev messages (accuracy, for the multi-label heads micro-F1, and
their mean), times in ms of ONNX Runtime Web with one WASM thread in Node, the variants taking turns, and the file's MB.

${table([...head, 'urgency', 'readiness', 'median', 'p95', 'MB'], rows)}
`;
}

type Labels = Record<Head, string | string[]> & { id: string };
const read = (file: string) => readLines<Labels>(file);

/** Cohen's kappa of two labellings. */
function kappa(a: readonly string[], b: readonly string[]): number {
  const share = (list: readonly string[], label: string) => list.filter((one) => one === label).length / list.length;
  const agreed = a.filter((label, i) => label === b[i]).length / a.length;
  const chance = [...new Set(a)].reduce((sum, label) => sum + share(a, label) * share(b, label), 0);
  return chance === 1 ? 1 : (agreed - chance) / (1 - chance);
}

function agreementTable(secondFile: string, firstFiles: readonly string[]): string {
  const second = read(`models/training/data/${secondFile}`);
  const first = new Map(firstFiles.flatMap((file) => read(`models/training/data/${file}`)).map((r) => [r.id, r]));
  const pairs = second.flatMap((s) => (first.has(s.id) ? [[first.get(s.id)!, s] as const] : []));
  const rows = HEAD_NAMES.map((head) => {
    if (head !== 'intents' && head !== 'objections') {
      const [a, b] = [pairs.map(([x]) => x[head] as string), pairs.map(([, y]) => y[head] as string)];
      return [head, pairs.length, number(a.filter((l, i) => l === b[i]).length / a.length), number(kappa(a, b))];
    }
    const labels: readonly string[] = head === 'intents' ? INTENTS : OBJECTION_KINDS;
    const decisions = {
      gold: pairs.map(([x]) => x[head] as string[]),
      predicted: pairs.map(([, y]) => y[head] as string[]),
    };
    const kappas = labels.map((label) =>
      kappa(
        decisions.gold.map((set) => String(set.includes(label))),
        decisions.predicted.map((set) => String(set.includes(label))),
      ),
    );
    const byLabel = Object.values(perLabel(HEADS[head] as readonly string[], decisions));
    const f1 = byLabel.reduce((sum, m) => sum + (m.f1 ?? 0), 0) / byLabel.length;
    const mean = kappas.reduce((sum, one) => sum + one, 0) / kappas.length;
    return [head, pairs.length, `macro-F1 ${number(f1)}`, `${number(mean)} (mean over labels)`];
  });
  return table(['head', 'n', 'agreement', 'kappa'], rows);
}

/** Facts of the two tests as a second reader found them, against the first: what a third reader could reach. */
function factAgreement(): string {
  const gold = new Map(
    [files.test, files.second].flatMap((file) => readLines<{ id: string; facts?: Facts }>(file)).map((r) => [r.id, r]),
  );
  const pairs = readLines<{ id: string; facts: Facts }>('models/training/data/second-facts.jsonl').map((second) => ({
    gold: gold.get(second.id)!.facts!,
    found: second.facts,
  }));
  const rows = Object.entries(evaluateFacts(pairs)).map(([key, m]) => [key, number(m.f1), m.support]);
  return table(['fact', 'F1 of a second reader', 'support'], rows);
}

const files = {
  examples: 'test/fixtures/examples/messages.jsonl',
  test: 'models/training/data/test.jsonl',
  second: 'models/training/data/test-b.jsonl',
};
const withModel = existsSync(path('models/weights/leadlight-text/config.json'));
const evaluations: Record<string, [string, Report][]> = {};
for (const [name, file] of Object.entries(files)) {
  evaluations[name] = [['rules', await reportOf(file, true)]];
  if (withModel) {
    const report = await reportOf(file, false);
    evaluations[name].push([report.model, report]);
  }
}
const conversationFiles = {
  examples: 'test/fixtures/examples/conversations.jsonl',
  dev: 'models/training/data/conversations-dev.jsonl',
  test: 'models/training/data/conversations-test.jsonl',
};
const conversations: [string, Report][] = [];
for (const [name, file] of Object.entries(conversationFiles)) {
  conversations.push([`${name}, rules`, await reportOf(file, true)]);
  if (withModel) conversations.push([`${name}, model`, await reportOf(file, false)]);
}
const shipped = evaluations['test']!.at(-1)!;
const baselines = JSON.parse(readFileSync(path('docs/baselines.json'), 'utf8')) as { train: number; rows: Baseline[] };
const judged = withModel ? await judge(files.test) : [];
const results = `${headTable(evaluations['test']!, baselines.rows)}

Sentiment by VADER, AFINN and wink-sentiment, intents by nlp.js trained on the same ${baselines.train} training messages:
\`npm run baselines\`, cut-offs fitted on the dev messages as the model's are.

### Per label (${shipped[0]})

${labelTable(shipped[1])}
${
  withModel
    ? `
### Slices (${shipped[0]})

${sliceTable(judged)}

### Failures in the open (${shipped[0]})

${failureTable(judged, 30)}
`
    : ''
}`;

const second = evaluations['second']!.at(-1)!;
const secondSection = `${headTable(evaluations['second']!)}

### Per label, second test (${second[0]})

${labelTable(second[1])}

### By voice, second test (${second[0]})

${withModel ? sliceTable(await judge(files.second), ['writer', 'length']) : ''}

### Facts of the second test

${factTable(second[1])}`;

await writePage(
  'docs/accuracy.md',
  `# Accuracy

Written by \`npm run accuracy\`; nothing here is typed by hand. Each table comes from \`npm run --silent eval -- FILE\`
(\`--rules\` for the rule twin). The label guide is [labels.md](labels.md).

- **test**: ${shipped[1].messages} messages in three writers' voices that neither the rules' authors nor training saw.
- **second test**: ${second[1].messages} messages in four further voices, written later by others, wry and indirect by intent; labelled twice
  blind, a third reader deciding between the two. It is the harder one, and nearer to what people with a style of their own
  write: where the two tests differ, believe this one.
- **examples**: 40 messages on which independent labellers agreed in every head.
- The corpus is written for this project, in the voices of kinds of people, with a language model's help; it holds no
  real person's message. Real leads will differ: treat the figures as a start, and measure on your own.

## Test messages

${results}

### Facts of the test voices

${factTable(shipped[1])}

## Second test messages

${secondSection}

## The 40 examples

${headTable(evaluations['examples']!)}

## Conversations

${conversationTable(conversations)}

${conversionSection()}
${exploredSection()}
## How far two labellers agree

A random ${read('models/training/data/second-labels.jsonl').length} messages of the train and test voices were labelled a second time by someone who never saw the first labels.

${agreementTable('second-labels.jsonl', ['train.jsonl', 'test.jsonl'])}

The second test, a blind reader against the labels that stand:

${agreementTable('second-labels-b.jsonl', ['test-b.jsonl'])}

Facts of both tests, a blind reader against the first: no extractor can be expected to agree better than that.

${factAgreement()}
`,
);
if (withModel) {
  const card = 'models/weights/leadlight-text/README.md';
  const [before, after] = readFileSync(path(card), 'utf8').split(
    /(?<=<!-- results -->\n)[^]*(?=<!-- end of results -->)/,
  );
  if (after === undefined) throw new Error(`${card} has no place for results`);
  await writePage(card, `${before}\n${results}\n${after}`);
  const dev = await judge('models/training/data/dev.jsonl');
  const figures = cardFigures(shipped[1], evaluations['test']![0]![1], conversations.at(-1)![1], dev);
  writeFileSync(path('models/weights/leadlight-text/accuracy.json'), `${JSON.stringify(figures, null, 1)}\n`);
}
console.log(readFileSync(path('docs/accuracy.md'), 'utf8'));
