import { unreachable } from '../../errors/result.ts';
import { sentenceFor } from '../../errors/sentences.ts';
import type { AnalyserInUse, GraphicsOffer } from '../../inference/analysis-api.ts';

/** What reads the messages, and what it takes: sentences, each by itself. */
export function modelWords(analyser: AnalyserInUse | null): string[] {
  if (analyser === null) return ['The analysis is starting.'];
  const { source, model, provider, bytes, millis, note, resting, loading, problem, detail } = analyser;
  if (loading !== undefined) return [`The rules read the messages while the model loads: ${percent(loading)} is here.`];
  if (problem !== undefined) return [sentenceFor(problem, detail)];
  if (source === 'rules') return ['The rules read the messages; no model is used.'];
  const [name, version] = model.split('@');
  const who = `${name}, version ${version}`;
  if (resting) return [`${who}, is resting: it gave its memory back and wakes when there is something to read.`];
  return [
    `${who}, runs on this device: ${provider}.`,
    ...(bytes === undefined ? [] : [`It takes ${megabytes(bytes)} with its runtime.`]),
    ...(millis === undefined ? [] : [`The latest message took ${figure(millis)} ms.`]),
    ...(note === undefined ? [] : [sentenceFor(note)]),
  ];
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

export const percent = (share: number) => `${Math.round(share * 100)} %`;
const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;
const figure = (millis: number) => (millis < 10 ? millis.toFixed(1) : String(Math.round(millis)));

/** Two times that differ also when they are rounded. */
function figures(one: number, other: number): [string, string] {
  const whole = Math.round(one) !== Math.round(other);
  return whole ? [String(Math.round(one)), String(Math.round(other))] : [one.toFixed(1), other.toFixed(1)];
}
