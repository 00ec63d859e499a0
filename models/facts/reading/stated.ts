import type { FactReading, FactTag } from '../../text/fact-reading.ts';

/** A stretch `[start, end)` of the text that states a fact. */
export interface Stated {
  start: number;
  end: number;
  /** Of its surest word. */
  probability: number;
}

/** From this probability on a word counts; right beside one that does from `BESIDE` on. */
const STATED = 0.5;
const BESIDE = 0.2;

/** Marks around a name or figure that are no part of it. */
const BEFORE = /^[^\p{L}\p{N}$]+/u;
const AFTER = /[^\p{L}\p{N}%+]+$/u;
/** A name or figure ends with the word before: a list goes on, or a sentence ends. */
const BREAKS = /[,;:/&!?)]$|[^.]{3,}\.$/u;

/** How surely any word of a stretch states a fact. */
export const statedIn = (reading: FactReading, key: FactTag, start: number, end: number): number =>
  reading.words.reduce(
    (top, word) => (word.key === key && word.start < end && start < word.end ? Math.max(top, word.probability) : top),
    0,
  );

/** Whether the words of a stretch state a fact. */
export const states = (reading: FactReading, key: FactTag, start: number, end: number): boolean =>
  statedIn(reading, key, start, end) >= STATED;

/** The stretches of neighbouring words that state a fact, without the marks around them, in the order of the text. */
export function statedStretches(text: string, reading: FactReading, key: FactTag): Stated[] {
  const out: Stated[] = [];
  for (const word of reading.words) {
    if (word.key !== key || word.probability < BESIDE) continue;
    const last = out.at(-1);
    const goesOn =
      last && /^\s$/.test(text.slice(last.end, word.start)) && !BREAKS.test(text.slice(last.start, last.end));
    if (goesOn) {
      last.end = word.end;
      last.probability = Math.max(last.probability, word.probability);
    } else out.push({ start: word.start, end: word.end, probability: word.probability });
  }
  return out
    .filter(({ probability }) => probability >= STATED)
    .map((stretch) => trimmed(text, stretch))
    .filter(({ start, end }) => end > start);
}

function trimmed(text: string, { start, end, probability }: Stated): Stated {
  const words = text.slice(start, end);
  const lead = BEFORE.exec(words)?.[0].length ?? 0;
  const tail = AFTER.exec(words.slice(lead))?.[0].length ?? 0;
  return { start: start + lead, end: end - tail, probability };
}
