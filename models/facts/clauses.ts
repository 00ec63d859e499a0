/** A stretch of a message, `[start, end)`. */
export interface Stretch {
  start: number;
  end: number;
  text: string;
}

/** Longest stretch that is looked at on either side of a word, so that no message is read over and over. */
const REACH = 240;

function around(text: string, at: number, mark: RegExp): Stretch {
  const from = Math.max(0, at - REACH);
  let start = from;
  for (const match of text.slice(from, at).matchAll(mark)) start = from + match.index + match[0].length;
  const rest = text.slice(at, at + REACH);
  mark.lastIndex = 0;
  const stop = mark.exec(rest)?.index ?? rest.length;
  mark.lastIndex = 0;
  return { start, end: at + stop, text: text.slice(start, at + stop) };
}

/** An abbreviation's dot («St. Paul», «Mr. Odom») ends no sentence. */
const SENTENCE = /(?<!\b(?:mr|mrs|ms|dr|st|ft|mt|no|vs|e\.g|i\.e))[.?!;](?=\s|$)\s*|\n+/gi;
const SEGMENT = /(?<!\b(?:mr|mrs|ms|dr|st|ft|mt|no|vs|e\.g|i\.e))[.?!;:](?=\s|$)\s*|\n+|,(?!\d)\s*|\s[-–—]\s|[()]/gi;

/** The sentence around a place in the text. */
export const sentenceAround = (text: string, at: number): Stretch => around(text, at, SENTENCE);

/** The part of a sentence between commas, dashes or brackets. */
export const segmentAround = (text: string, at: number): Stretch => around(text, at, SEGMENT);

/** The first `most` matches of a global pattern: what repeats for pages says nothing new. */
export function firstMatches(text: string, pattern: RegExp, most: number): RegExpMatchArray[] {
  const found: RegExpMatchArray[] = [];
  for (const match of text.matchAll(pattern)) {
    if (found.push(match) >= most) break;
  }
  return found;
}
