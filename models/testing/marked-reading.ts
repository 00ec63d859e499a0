import type { FactReading, FactTag } from '../text/fact-reading.ts';

/** «under [385|budget_max]»: the text, and a reading that marks each word in brackets with the facts after the bar. */
export function markedReading(source: string): { text: string; reading: FactReading } {
  const words: FactReading['words'][number][] = [];
  let text = '';
  for (const part of source.split(/(\[[^\]]*\])/)) {
    const [, inside, keys] = /^\[(.*)\|(.*)\]$/.exec(part) ?? [];
    const from = text.length;
    text += inside ?? part;
    for (const key of keys?.split(' ') ?? []) {
      for (const word of inside!.matchAll(/\S+/g)) {
        const start = from + word.index;
        words.push({ key: key as FactTag, start, end: start + word[0].length, probability: 0.9 });
      }
    }
  }
  return { text, reading: { words, values: [] } };
}
