import figures from '../../../../models/weights/leadlight-text/accuracy.json';
import { HEAD_KIND, HEAD_NAMES, type Head } from '../../../../models/text/labels.ts';

/** Decisions of a head whose stated probability lies in `[from, to)`. */
export interface ReliabilityBin {
  from: number;
  to: number;
  n: number;
  /** Mean stated probability, and the share that was right. */
  stated: number;
  right: number;
}

const { test, rules, conversations, reliability } = figures;

/** The model that the figures are of; `npm run accuracy` writes them when it changes. */
export const MEASURED = figures.model;
export const MESSAGES = test.messages;
export const OPT_OUT = test.optOut;
export const CONVERSATIONS = conversations;
export const DEV_MESSAGES = reliability.messages;
export const RELIABILITY: Record<Head, readonly ReliabilityBin[]> = reliability.heads;

/** What counts of a head: the share right of a single-label head, micro-F1 of a multi-label head; 0 to 1. */
export const HEAD_FIGURES = HEAD_NAMES.map((head) => {
  const measure = HEAD_KIND[head] === 'single' ? 'accuracy' : 'microF1';
  return {
    head,
    measure: measure === 'accuracy' ? ('right' as const) : ('F1' as const),
    model: test.heads[head][measure],
    rules: rules.heads[head][measure],
    ece: test.heads[head].ece,
  };
});
