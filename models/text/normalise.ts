import { htmlToPlain } from './html-to-plain.ts';
import { withoutQuotedText } from './quoted-text.ts';

/** Zero-width characters, bidi controls, other control characters and lone surrogates; U+200D is handled apart. */
const INVISIBLE =
  /[\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\u034f|(?![\n\t])\p{Cc}|\p{Surrogate}/gu;
/** A zero-width joiner that joins no emoji. */
const STRAY_JOINER =
  /(?<!\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)\u200d|\u200d(?!\p{Extended_Pictographic})/gu;

/** Passes until nothing changes; more would only be reached by text made to that end. */
const MAX_PASSES = 6;

function pass(text: string): string {
  const plain = htmlToPlain(text.replace(/\r\n?|[\u2028\u2029\u0085\v\f]/g, '\n'))
    .replace(/\r\n?|[\u2028\u2029\u0085\v\f]/g, '\n')
    .replace(INVISIBLE, '')
    .replace(STRAY_JOINER, '')
    .normalize('NFC');
  const lines = plain.split('\n').map((line) => line.replace(/[\p{Zs}\t]+/gu, ' ').trim());
  return withoutQuotedText(lines)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/**
 * The text of a message as every later step sees it (offsets point into it): HTML to text, quoted mail, signatures
 * and legal notices off, invisible characters out, whitespace tidied, Unicode NFC. Idempotent, linear in the length,
 * and never empty for a message that had words.
 */
export function normaliseMessage(text: string): string {
  let current = text;
  for (let count = 0; count < MAX_PASSES; count++) {
    const next = pass(current);
    if (next === current) break;
    current = next;
  }
  return current;
}
