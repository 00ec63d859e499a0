import type { LeadListItem } from '../leads/lead-list-item.ts';
import type { Who } from './privacy-api.ts';

const FEWEST_DIGITS = 7;
const MOST_SUGGESTIONS = 6;

/** An e-mail address or a phone number as it was typed; null for anything else. */
export function reachedBy(typed: string): Who | null {
  const text = typed.trim();
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) return { email: text };
  const digits = text.replace(/\D/g, '').length;
  return /^[+\d\s().-]+$/.test(text) && digits >= FEWEST_DIGITS ? { phone: text } : null;
}

/** Leads of this device whose name holds what was typed, or whose id it is. */
export function leadsNamed(typed: string, leads: Iterable<LeadListItem>): LeadListItem[] {
  const text = typed.trim().toLowerCase();
  if (text.length < 2) return [];
  const found: LeadListItem[] = [];
  for (const item of leads) {
    if (item.id === typed.trim() || item.lead.name.toLowerCase().includes(text)) found.push(item);
    if (found.length === MOST_SUGGESTIONS) break;
  }
  return found;
}
