/** A chart's twin: what a screen reader, a keyboard and a spreadsheet read. */
export interface ChartTable {
  columns: readonly { name: string; show?: (value: number) => string }[];
  /** The first cell names the row; null: not enough to tell. */
  rows: readonly (readonly (string | number | null)[])[];
}

export const shown = (column: ChartTable['columns'][number] | undefined, cell: string | number | null): string =>
  cell === null ? '—' : typeof cell === 'number' ? (column?.show?.(cell) ?? String(cell)) : cell;

/** RFC 4180, numbers as they are; a byte order mark for the spreadsheet that would misread accents without one. */
export function csvOf(tables: readonly { title: string; table: ChartTable }[]): string {
  const blocks = tables.map(({ title, table }) => {
    const lines = [[title], table.columns.map(({ name }) => name), ...table.rows];
    return lines.map((cells) => cells.map(csvCell).join(',')).join('\r\n');
  });
  return `\uFEFF${blocks.join('\r\n\r\n')}\r\n`;
}

/** A stranger's text that begins like a formula would be run by a spreadsheet: an apostrophe makes it text. */
function csvCell(cell: string | number | null): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(Math.round(cell * 1e6) / 1e6);
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
