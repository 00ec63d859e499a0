import { ENGLISH, OTHERS, SPANISH } from './language-words.ts';
import type { Language, Turn } from './types.ts';

/** Enough to judge a language by; the rest of a long message adds nothing. */
const SAMPLE = 2000;

interface Counts {
  words: number;
  en: number;
  es: number;
  other: number;
  latin: number;
  foreign: number;
}

function count(text: string): Counts {
  const sample = text.slice(0, SAMPLE).toLowerCase();
  const counts: Counts = { words: 0, en: 0, es: 0, other: 0, latin: 0, foreign: 0 };
  for (const [letter] of sample.matchAll(/\p{L}/gu)) {
    if (/\p{Script=Latin}/u.test(letter)) counts.latin++;
    else counts.foreign++;
  }
  for (const [word] of sample.matchAll(/[\p{L}\p{M}'’]+/gu)) {
    const plain = word.replace(/’/g, "'");
    counts.words++;
    if (ENGLISH.has(plain)) counts.en++;
    if (SPANISH.has(plain)) counts.es++;
    if (OTHERS.some((words) => words.has(plain))) counts.other++;
  }
  if (/[¿¡]/.test(sample)) counts.es += 2;
  return counts;
}

function judge({ words, en, es, other, latin, foreign }: Counts): Language | null {
  if (foreign >= 2 && foreign > latin) return 'other';
  if (es >= 2 && es > en * 1.5 && es >= other && es >= words * 0.2) return 'es';
  if (other >= 3 && other > en * 2 && other > es && other >= words * 0.2) return 'other';
  return en > 0 || words > 3 || words === 0 ? 'en' : null;
}

/**
 * The language of a message, by script and everyday words. Short or unsure is `en`, unless the lead wrote another
 * language before and nothing in this message is English.
 */
export function detectLanguage(text: string, context: readonly Turn[] = []): Language {
  const counts = count(text);
  const own = judge(counts);
  if (own !== null) return own;
  const before = context.filter((turn) => turn.role === 'lead').map((turn) => turn.text);
  const earlier = before.length === 0 ? null : judge(count(before.join(' ')));
  if (earlier === 'es' && counts.es > 0) return 'es';
  return earlier === 'other' ? 'other' : counts.es > 0 && counts.es === counts.words && counts.words > 1 ? 'es' : 'en';
}
