import type { Sentiment } from '../../../../models/text/labels.ts';
import type { Report } from './report.ts';

/** Fewer messages in a week say nothing of its mood. */
export const LEAST_MESSAGES = 5;

export interface MoodPoint {
  start: number;
  messages: number;
  /** Of the week's messages, 0 to 1; null where there are too few. */
  share: Record<Sentiment, number> | null;
}

export const moodPoints = (moods: Report['moods']): MoodPoint[] =>
  moods.map(({ start, positive, neutral, negative }) => {
    const messages = positive + neutral + negative;
    const share = { positive: positive / messages, neutral: neutral / messages, negative: negative / messages };
    return { start, messages, share: messages < LEAST_MESSAGES ? null : share };
  });
