import { wordsOf } from '../messages/messages.svelte.ts';

/** The sentence for a failure code, in the person's language; the words are in `messages/LOCALE/errors.ts`. */
export function sentenceFor(code: string, detail?: string): string {
  const { codes, unknown } = wordsOf('errors');
  const sentence = codes[code] ?? unknown(code);
  return detail ? `${sentence} ${detail}` : sentence;
}
