import { unreachable } from '../../errors/result.ts';
import { sentenceFor } from '../../errors/sentences.ts';
import { formatNumber } from '../../messages/format.ts';
import { wordsOf } from '../../messages/messages.svelte.ts';
import type { AnalyserInUse, GraphicsOffer, ModelStatus } from '../../inference/analysis-api.ts';

/** What reads the messages, and what it takes: sentences, each by itself. */
export function modelWords(analyser: AnalyserInUse | null): string[] {
  const words = wordsOf('models').running;
  if (analyser === null) return [words.starting];
  const { source, model, provider, bytes, millis, note, resting, loading, problem, detail } = analyser;
  if (loading !== undefined) return [words.loading(percent(loading))];
  if (problem !== undefined) return [sentenceFor(problem, detail)];
  if (source === 'rules') return [words.rules];
  const [shipped, ...taught] = model.split('+');
  const [name = '', version = ''] = (shipped ?? model).split('@');
  const learnt = taught.some((part) => part.startsWith('a.'));
  const thresholds = taught.some((part) => part.startsWith('t.'));
  const extra = learnt && thresholds ? words.both : learnt ? words.learnt : thresholds ? words.thresholds : '';
  const who = words.who(name, version, extra);
  if (resting) return [words.resting(who)];
  return [
    words.runs(who, provider ?? ''),
    ...(bytes === undefined ? [] : [words.takes(megabytes(bytes))]),
    ...(millis === undefined ? [] : [words.latest(figure(millis))]),
    ...(note === undefined ? [] : [sentenceFor(note)]),
  ];
}

/** How it runs, as pairs of a name and what is told of it. */
export function runWords({ threads, loadMillis, selfTest, latency, cache }: ModelStatus): [string, string][] {
  const words = wordsOf('models').running;
  const looked = cache.memoryHits + cache.storeHits + cache.misses;
  const rows: [string, string | null][] = [
    [words.threads, threads === null ? null : String(threads)],
    [words.readyAfter, loadMillis === null ? null : `${(loadMillis / 1000).toFixed(1)} s`],
    [
      words.selfTest,
      selfTest && words.selfTestPassed(selfTest.inputs, figure(selfTest.millis), selfTest.apart.toFixed(3)),
    ],
    [words.aMessage, latency && words.latency(figure(latency.median), figure(latency.p95), formatNumber(latency.runs))],
    [
      words.readBefore,
      looked === 0
        ? words.noLookUps
        : words.lookUps(
            percent(cache.hitRate ?? 0),
            formatNumber(looked),
            formatNumber(cache.memoryHits),
            formatNumber(cache.storeHits),
            formatNumber(cache.misses),
          ),
    ],
    [words.memory, words.memoryUsed(kilobytes(cache.bytes), megabytes(cache.budget), formatNumber(cache.entries))],
  ];
  return rows.filter((row): row is [string, string] => row[1] !== null);
}

/** What is to be said of the graphics processor. */
export function graphicsWords(offer: GraphicsOffer): string {
  const words = wordsOf('models').graphics;
  switch (offer.kind) {
    case 'untried':
      return words.untried(megabytes(offer.bytes));
    case 'trying':
      return offer.share < 1 ? words.fetching : words.comparing;
    case 'faster':
    case 'slower':
      return words[offer.kind](...figures(offer.graphicsMs, offer.wasmMs));
    case 'differs':
    case 'none':
    case 'failed':
      return words[offer.kind];
    default:
      return unreachable(offer);
  }
}

const kilobytes = (bytes: number) => (bytes < 1e6 ? `${Math.round(bytes / 1e3)} kB` : megabytes(bytes));
export const percent = (share: number) => `${Math.round(share * 100)} %`;
export const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;
export const figure = (millis: number) => (millis < 10 ? millis.toFixed(1) : String(Math.round(millis)));

/** Two times that differ also when they are rounded. */
function figures(one: number, other: number): [string, string] {
  const whole = Math.round(one) !== Math.round(other);
  return whole ? [String(Math.round(one)), String(Math.round(other))] : [one.toFixed(1), other.toFixed(1)];
}
