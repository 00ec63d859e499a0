import { coreLang, coreSentence } from '../../messages/core-sentence.ts';
import { safeText } from '../../ui/safe-text.ts';
import type { LeadListItem } from './lead-list-item.ts';

/** What stands below a lead's name: what a search found, in the lead's own words, else why this lead now. */
export function secondLine({ summary }: LeadListItem, found?: string): { text: string; lang: string | undefined } {
  if (found !== undefined) return { text: safeText(found), lang: undefined };
  const headline = summary?.headline ?? '';
  return { text: coreSentence(headline), lang: coreLang(headline) };
}
