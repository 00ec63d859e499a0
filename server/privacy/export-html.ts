import type { PersonExport } from './export-person.ts';
import type { Row } from '../storage/person-rows.ts';

/** What each table is, for the person who reads it. */
const TITLES: Record<string, string> = {
  record: 'Lead, conversations, messages and notes',
  conflict: 'Values that were overruled by a later edit',
  op: 'Edits that devices sent',
  crm_copy: 'As the CRM last had it',
  crm_item: 'Tasks, opportunities and appointments of the CRM',
  crm_alias: 'Other ids in the CRM',
  message_twin: 'Fingerprints by which a message is recognised',
  outgoing: 'What was written or is to be written to the CRM',
  person_key: 'Fingerprints of phone and e-mail',
  lead_match: 'Possible duplicates',
  consent: 'Consent',
  inbox: 'Events as the CRM sent them',
};

/** A page of its own: no script, nothing fetched, every word escaped. */
export function exportHtml(found: PersonExport): string {
  const sections = Object.entries(found.tables)
    .filter(([, rows]) => rows.length > 0)
    .map(
      ([table, rows]) =>
        `<section><h2>${escape(TITLES[table] ?? table)} (${rows.length})</h2>${listOf(rows)}</section>`,
    );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>What Leadlight holds about a person</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
dl{border:1px solid #bbb;border-radius:6px;padding:.75rem;display:grid;grid-template-columns:12rem 1fr;gap:.25rem 1rem}
dt{color:#555}dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}</style></head>
<body><h1>What Leadlight holds about a person</h1>
<p>Made on ${escape(found.exportedAt)}. Leads: ${escape(found.leadIds.join(', '))}.</p>
${sections.join('\n')}
</body></html>
`;
}

function listOf(rows: readonly Row[]): string {
  return rows.map((row) => `<dl>${Object.entries(flat(row)).map(entryOf).join('')}</dl>`).join('\n');
}

function entryOf([name, value]: [string, unknown]): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  return `<dt>${escape(name)}</dt><dd>${escape(text)}</dd>`;
}

/** The fields of a record stand beside its columns. */
function flat(row: Row): Row {
  const { tenant_id: _tenant, meta: _meta, ...rest } = row;
  const data = rest['data'];
  if (typeof data !== 'object' || data === null) return rest;
  const { data: _data, ...columns } = rest;
  return { ...columns, ...(data as Row) };
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
