import type { Turn } from '../types.ts';

const INSIDE_MARK = /(?<=\p{L})['’](?=\p{L})/gu;
const INSIDE_HYPHEN = /(?<=\p{L})-(?=\p{L})/gu;
const DOTS = /\.{2,}/gu;
const REPEATED = /([^\p{L}\p{N}_\s])\1+/gu;

/**
 * The same words in fewer pieces, as `dense` of the training code: marks inside a word, commas and repeated marks cost a
 * token each and say little.
 */
export const dense = (text: string): string =>
  text
    .replace(INSIDE_MARK, '')
    .replace(INSIDE_HYPHEN, ' ')
    .replaceAll(',', ' ')
    .replace(DOTS, '…')
    .replace(REPEATED, '$1');

const STOP = /(?<!\.)\.(?=\s|$)/gu;

/** A turn of the context, led by its speaker, without the stops that end its sentences: `turn_text` of the training code. */
export const denseTurn = (turn: Turn): string => `${turn.role} ${turn.text.replace(STOP, '')}`;
