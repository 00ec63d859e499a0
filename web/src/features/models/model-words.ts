import { unreachable } from '../../errors/result.ts';
import { sentenceFor } from '../../errors/sentences.ts';
import type { AnalyserInUse, GraphicsOffer, ModelStatus } from '../../inference/analysis-api.ts';

/** What reads the messages, and what it takes: sentences, each by itself. */
export function modelWords(analyser: AnalyserInUse | null): string[] {
  if (analyser === null) return ['The analysis is starting.'];
  const { source, model, provider, bytes, millis, note, resting, loading, problem, detail } = analyser;
  if (loading !== undefined) return [`The rules read the messages while the model loads: ${percent(loading)} is here.`];
  if (problem !== undefined) return [sentenceFor(problem, detail)];
  if (source === 'rules') return ['The rules read the messages; no model is used.'];
  const [shipped, ...taught] = model.split('+');
  const [name, version] = (shipped ?? model).split('@');
  const over = [
    taught.some((part) => part.startsWith('a.')) && 'what it learnt from corrections',
    taught.some((part) => part.startsWith('t.')) && 'thresholds of your own',
  ];
  const extra = over.filter((part) => part !== false).join(' and ');
  const who = `${name}, version ${version}${extra && `, with ${extra}`}`;
  if (resting) return [`${who}, is resting: it gave its memory back and wakes when there is something to read.`];
  return [
    `${who}, runs on this device: ${provider}.`,
    ...(bytes === undefined ? [] : [`It takes ${megabytes(bytes)} with its runtime.`]),
    ...(millis === undefined ? [] : [`The latest message took ${figure(millis)} ms.`]),
    ...(note === undefined ? [] : [sentenceFor(note)]),
  ];
}

/** How it runs, as pairs of a name and what is told of it. */
export function runWords({ threads, loadMillis, selfTest, latency, cache }: ModelStatus): [string, string][] {
  const looked = cache.memoryHits + cache.storeHits + cache.misses;
  const rows: [string, string | null][] = [
    ['Threads', threads === null ? null : String(threads)],
    ['Ready after', loadMillis === null ? null : `${(loadMillis / 1000).toFixed(1)} s`],
    [
      'Self-test',
      selfTest &&
        `passed: ${selfTest.inputs} messages in ${figure(selfTest.millis)} ms, no probability off by more than ${selfTest.apart.toFixed(3)}`,
    ],
    [
      'A message takes',
      latency &&
        `${figure(latency.median)} ms (median), ${figure(latency.p95)} ms (95 of 100), over the latest ${latency.runs.toLocaleString()}`,
    ],
    [
      'Read before',
      looked === 0
        ? 'nothing was looked up yet'
        : `${percent(cache.hitRate ?? 0)} of ${looked.toLocaleString()} look-ups: ${cache.memoryHits.toLocaleString()} in memory, ${cache.storeHits.toLocaleString()} on this device, ${cache.misses.toLocaleString()} new`,
    ],
    [
      'Memory',
      `${kilobytes(cache.bytes)} of ${megabytes(cache.budget)} for ${cache.entries.toLocaleString()} messages`,
    ],
  ];
  return rows.filter((row): row is [string, string] => row[1] !== null);
}

/** What is to be said of the graphics processor. */
export function graphicsWords(offer: GraphicsOffer): string {
  switch (offer.kind) {
    case 'untried':
      return `A graphics processor may be faster. The trial fetches ${megabytes(offer.bytes)}, compares answers and times, and keeps the better of the two.`;
    case 'trying':
      return offer.share < 1 ? 'Fetching what it needs…' : 'Comparing answers and times…';
    case 'faster': {
      const [graphics, wasm] = figures(offer.graphicsMs, offer.wasmMs);
      return `The graphics processor gives the same answers in ${graphics} ms instead of ${wasm}: it reads the messages.`;
    }
    case 'slower': {
      const [graphics, wasm] = figures(offer.graphicsMs, offer.wasmMs);
      return `The graphics processor gives the same answers but takes ${graphics} ms instead of ${wasm}: WASM stays.`;
    }
    case 'differs':
      return 'The graphics processor gives other answers than WASM: WASM stays.';
    case 'none':
      return 'This browser has no graphics processor to offer: WASM stays.';
    case 'failed':
      return 'The model does not run on this graphics processor: WASM stays.';
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
