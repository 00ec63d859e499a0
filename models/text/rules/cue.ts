import type { Span } from '../types.ts';
import type { Head } from '../labels.ts';

/** Evidence for a label: words that a pattern finds, and how much they count. */
export interface Cue {
  label: string;
  weight: number;
  pattern: RegExp;
  /** `drop`: a negation before the words takes the evidence away. `keep` (default): negation is part of the words. */
  negated: 'keep' | 'drop';
}

/** A cue from the source of a pattern; `\b` is put around it. */
export function cue(label: string, weight: number, source: string, negated: Cue['negated'] = 'keep'): Cue {
  return {
    label,
    weight,
    pattern: new RegExp(String.raw`(?<![\p{L}\p{N}_])(?:${source})(?![\p{L}\p{N}_])`, 'giu'),
    negated,
  };
}

/** Like `cue`, for signs and emoji that have no word boundary. */
export function sign(label: string, weight: number, source: string): Cue {
  return { label, weight, pattern: new RegExp(source, 'giu'), negated: 'keep' };
}

/** Words that turn what follows them in the same clause around. */
const NEGATION =
  /(?:\b(?:not|no|never|none|nothing|hardly|without|nor|ain'?t|isn'?t|isnt|aren'?t|wasn'?t|don'?t|dont|doesn'?t|doesnt|didn'?t|didnt|can'?t|cant|cannot|couldn'?t|won'?t|wont|wouldn'?t|haven'?t|havent|hasn'?t|ion|too)\b)(?:\s+(?!but\b|and\b|because\b|just\b)[\p{L}'’]+){0,3}\s+$/iu;

function isNegated(text: string, at: number): boolean {
  return NEGATION.test(text.slice(Math.max(0, at - 48), at));
}

/** Evidence summed by label, with the words behind it. */
export class Tally {
  readonly scores = new Map<string, number>();
  readonly spans: Span[] = [];
  readonly head: Head;

  constructor(head: Head) {
    this.head = head;
  }

  get(label: string): number {
    return this.scores.get(label) ?? 0;
  }

  /** Adds evidence; words are given where there are any. */
  add(label: string, weight: number, words?: { start: number; end: number }): void {
    this.scores.set(label, this.get(label) + weight);
    if (words && weight > 0 && words.end > words.start) {
      this.spans.push({ head: this.head, label, ...words, weight });
    }
  }

  /** Tries every cue: the first two finds of one count, so that a repeated word does not drown the rest. */
  addCues(text: string, cues: readonly Cue[]): void {
    for (const { label, weight, pattern, negated } of cues) {
      let count = 0;
      for (const match of text.matchAll(pattern)) {
        if (match[0].length === 0) continue;
        if (negated === 'drop' && isNegated(text, match.index)) continue;
        const start = match.index;
        this.add(label, count === 0 ? weight : weight * 0.25, { start, end: start + match[0].length });
        if (++count === 2) break;
      }
    }
  }
}
