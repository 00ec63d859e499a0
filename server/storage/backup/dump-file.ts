import * as v from 'valibot';
import { ranMigrations } from '../migrate.ts';
import type { Storage } from '../storage.ts';
import { BackupError } from './backup-error.ts';
import { withoutSecret, writeKeys } from './key-file.ts';
import { damaged, readLines, writeLines } from './lines-file.ts';
import { modelHashes } from './model-copies.ts';
import { allRows, type Page } from './rows.ts';
import { TABLE_NAMES } from './tables.ts';

/**
 * A backup as gzipped JSON Lines, readable by either store: a header, pages of rows, and a last line with their number,
 * without which the file was cut short. Version 1 (2026-11); version 2 (2026-11): the keys are in a file of their own.
 */
const Header = v.object({
  format: v.literal('leadlight-dump'),
  version: v.picklist([1, 2]),
  /** The last migration of the schema that the rows have. */
  schema: v.string(),
  createdAt: v.string(),
});
export type DumpHeader = v.InferOutput<typeof Header>;
const PageLine = v.object({ table: v.picklist(TABLE_NAMES), rows: v.array(v.record(v.string(), v.unknown())) });
const EndLine = v.object({ end: v.object({ rows: v.number() }) });

/**
 * Writes all rows and, into `keys`, the keys as they are at one moment, while others go on writing.
 * @returns the hashes of the models that the rows name.
 */
export async function writeDump(storage: Storage, file: string, keys: string, createdAt: string): Promise<string[]> {
  const schema = (await ranMigrations(storage.db.sql, storage.dialect)).at(-1) ?? '';
  if (schema === '') throw new BackupError('empty', 'The database has no schema yet: start the server once.');
  return storage.snapshot('system', async (db) => {
    await writeKeys(db, keys, createdAt);
    async function* values() {
      let count = 0;
      yield { format: 'leadlight-dump', version: 2, schema, createdAt } satisfies DumpHeader;
      for await (const { table, rows } of allRows(db)) {
        count += rows.length;
        yield { table, rows: table === 'data_key' ? rows.map(withoutSecret) : rows };
      }
      yield { end: { rows: count } };
    }
    await writeLines(file, values());
    return modelHashes(db);
  });
}

/** The header and the pages of a dump. The pages throw BackupError at the end of a file that was cut short. */
export async function readDump(file: string): Promise<{ header: DumpHeader; pages: AsyncGenerator<Page> }> {
  const lines = readLines(file);
  const first = await lines.next();
  const header = v.safeParse(Header, first.done ? null : first.value);
  if (!header.success) throw new BackupError('not_a_backup', `${file} is no backup of this version of Leadlight.`);
  return { header: header.output, pages: pagesOf(file, lines) };
}

async function* pagesOf(file: string, lines: AsyncGenerator<unknown>): AsyncGenerator<Page> {
  let count = 0;
  for await (const value of lines) {
    const end = v.safeParse(EndLine, value);
    if (end.success && end.output.end.rows === count) return;
    const page = v.safeParse(PageLine, value);
    if (!page.success) break;
    count += page.output.rows.length;
    yield page.output;
  }
  throw damaged(file);
}
