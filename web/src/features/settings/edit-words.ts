import type { Op } from '../../../../models/protocol/sync.ts';
import { wordsOf } from '../../messages/messages.svelte.ts';
import { safeText } from '../../ui/safe-text.ts';
import { displayName } from '../leads/lead-list-item.ts';
import type { LeadBook } from '../leads/lead-book.svelte.ts';

const MOST = 300;

/** A value of a record's field, as text that can do nothing. */
export function valueWords(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return safeText([...text].slice(0, MOST).join(''));
}

/** What an edit sets: its words where it holds words, else its fields with their values. */
export function setWords(set: Op['set']): string {
  if (set['deleted'] === true) return wordsOf('settings').deletes;
  const own = ['body', 'text', 'name'].map((field) => set[field]).find((value) => typeof value === 'string' && value);
  if (own !== undefined) return valueWords(own);
  return Object.entries(set)
    .map(([field, value]) => `${field}: ${valueWords(value)}`)
    .join(' · ');
}

/** All words of an edit, for the clipboard. */
export const wholeWords = (set: Op['set']): string =>
  Object.entries(set)
    .map(([field, value]) => `${field}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('\n');

/** What kind of record it is, and of whom. */
export function placeWords(entity: string, leadId: string | null, book: LeadBook): string {
  const kind = wordsOf('settings').entities[entity] ?? entity;
  const lead = leadId === null ? undefined : book.items.get(leadId);
  return lead ? `${kind} · ${displayName(lead.lead)}` : kind;
}
