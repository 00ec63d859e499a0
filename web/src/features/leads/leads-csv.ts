import type { LeadListItem } from './lead-list-item.ts';

const COLUMNS = [
  'name',
  'phone',
  'email',
  'owner',
  'source',
  'tags',
  'level',
  'momentum',
  'priority',
  'last message',
  'headline',
] as const;

/**
 * Leads as CSV (RFC 4180) with one line a lead. The names of columns and values are those of the data, in English, so
 * that a file means the same to every program.
 */
export function leadsCsv(items: readonly LeadListItem[], ownerName: (id: string | null) => string): string {
  const rows = items.map(({ lead, summary }) => [
    lead.name,
    lead.phone ?? '',
    lead.email ?? '',
    ownerName(lead.owner),
    lead.source ?? '',
    lead.tags.join('; '),
    summary?.level ?? '',
    summary?.momentum ?? '',
    summary?.priority?.toFixed(0) ?? '',
    summary?.lastMessageAt ?? '',
    summary?.headline ?? '',
  ]);
  return [COLUMNS, ...rows].map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
}

/**
 * A stranger's text must not become a formula in a spreadsheet: what would be one gets an apostrophe before it
 * (https://owasp.org/www-community/attacks/CSV_Injection). A telephone number is left as it is.
 */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^\+\d+$/.test(text) ? `'${text}` : text;
  return /[",\r\n;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
