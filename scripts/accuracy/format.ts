import { format, resolveConfig } from 'prettier';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Path of a file of the project. */
export const path = (relative: string): string => fileURLToPath(new URL(`../../${relative}`, import.meta.url));

export const number = (value: number | null | undefined): string =>
  value === null || value === undefined ? '–' : value.toFixed(3);

export const readLines = <T>(file: string): T[] =>
  readFileSync(path(file), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T);

export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '-')), ...rows.map(line)].join('\n');
}

/** Writes a page of Markdown, formatted as the project's are. */
export async function writePage(file: string, page: string): Promise<void> {
  const target = path(file);
  writeFileSync(target, await format(page, { ...(await resolveConfig(target)), filepath: target }));
}
