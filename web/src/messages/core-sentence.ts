import { safeText } from '../ui/safe-text.ts';
import { coreTranslation, type CoreTranslation } from './core-translation.ts';
import { messages, wordsOf } from './messages.svelte.ts';

/** The language in which `models/` makes its sentences and drafts; for the `lang` of an element. */
export const CORE_LANG = 'en';

/** By the sentences of a language: made once for each. */
const translations = new WeakMap<object, CoreTranslation>();

function translated(text: string): string | null {
  if (messages.locale === CORE_LANG) return null;
  const core = wordsOf('core');
  let translation = translations.get(core);
  if (!translation) translations.set(core, (translation = coreTranslation(core, wordsOf('common'))));
  return translation(text);
}

/**
 * A sentence made in `models/` (headline, reason, insight, question, strategy), for the screen, in the person's language. What
 * a custom model or handler says stays as it is. Drafts go to the lead: they are no such sentences.
 */
export const coreSentence = (text: string): string => safeText(translated(text) ?? text);

/** The language in which `coreSentence` says it. */
export const coreLang = (text: string): string => (translated(text) === null ? CORE_LANG : messages.locale);
