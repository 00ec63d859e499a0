import { safeText } from '../ui/safe-text.ts';

/** The language in which `models/` makes its sentences (headlines, reasons, insights); for the `lang` of an element. */
export const CORE_LANG = 'en';

/**
 * A sentence made in `models/`, for the screen. The one door for such sentences: a table of translations by template
 * would be looked up here, by `messages.locale`.
 */
export const coreSentence = (text: string): string => safeText(text);
