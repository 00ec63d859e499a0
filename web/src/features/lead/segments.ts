/** A stretch of a message that stands for something: `[start, end)` in UTF-16 units of the normalised text. */
export interface MarkRange {
  start: number;
  end: number;
  kind: EvidenceKind;
  /** What it stands for, in words. */
  name: string;
}
export type EvidenceKind = 'sentiment' | 'intents' | 'objections' | 'urgency' | 'readiness' | 'fact';

export interface Segment {
  text: string;
  start: number;
  marks: readonly MarkRange[];
}

/** Cuts a text where marks begin and end, so that overlapping marks share their words. Marks outside are clamped. */
export function segmentsOf(text: string, marks: readonly MarkRange[]): Segment[] {
  const sound = marks
    .map((mark) => ({ ...mark, start: Math.max(0, mark.start), end: Math.min(text.length, mark.end) }))
    .filter((mark) => mark.start < mark.end);
  const cuts = [...new Set([0, text.length, ...sound.flatMap((mark) => [mark.start, mark.end])])].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((start, i) => {
    const end = cuts[i + 1] ?? text.length;
    return {
      text: text.slice(start, end),
      start,
      // The narrowest first: it says most about these words.
      marks: sound
        .filter((mark) => mark.start <= start && mark.end >= end)
        .sort((a, b) => a.end - a.start - (b.end - b.start)),
    };
  });
}
