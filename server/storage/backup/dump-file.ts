import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import * as v from 'valibot';
import { ranMigrations } from '../migrate.ts';
import type { Storage } from '../storage.ts';
import { BackupError } from './backup-error.ts';
import { allRows, type Page } from './rows.ts';
import { TABLE_NAMES } from './tables.ts';

/**
 * A backup as gzipped JSON Lines, readable by either store: a header, pages of rows, and a last line with their number,
 * without which the file was cut short. Version 1 (2026-11).
 */
const Header = v.object({
  format: v.literal('leadlight-dump'),
  version: v.literal(1),
  /** The last migration of the schema that the rows have. */
  schema: v.string(),
  createdAt: v.string(),
});
export type DumpHeader = v.InferOutput<typeof Header>;
const PageLine = v.object({ table: v.picklist(TABLE_NAMES), rows: v.array(v.record(v.string(), v.unknown())) });
const EndLine = v.object({ end: v.object({ rows: v.number() }) });

/** Writes all rows as they are at one moment, while others go on writing. Returns the number of rows. */
export async function writeDump(storage: Storage, file: string, createdAt: string): Promise<number> {
  const schema = (await ranMigrations(storage.db.sql, storage.dialect)).at(-1) ?? '';
  if (schema === '') throw new BackupError('empty', 'The database has no schema yet: start the server once.');
  let count = 0;
  await storage.snapshot('system', async (db) => {
    async function* lines() {
      yield line({ format: 'leadlight-dump', version: 1, schema, createdAt } satisfies DumpHeader);
      for await (const page of allRows(db)) {
        count += page.rows.length;
        yield line(page);
      }
      yield line({ end: { rows: count } });
    }
    const target = createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true });
    await pipeline(Readable.from(lines()), createGzip(), target);
  });
  return count;
}

function line(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

/** The header and the pages of a dump. The pages throw BackupError at the end of a file that was cut short. */
export async function readDump(file: string): Promise<{ header: DumpHeader; pages: AsyncGenerator<Page> }> {
  const lines = linesOf(file);
  const first = await lines.next();
  const header = v.safeParse(Header, first.done ? null : parse(first.value));
  if (!header.success) throw new BackupError('not_a_backup', `${file} is no backup of this version of Leadlight.`);
  return { header: header.output, pages: pagesOf(file, lines) };
}

async function* pagesOf(file: string, lines: AsyncGenerator<string>): AsyncGenerator<Page> {
  let count = 0;
  for await (const text of lines) {
    const value = parse(text);
    const end = v.safeParse(EndLine, value);
    if (end.success && end.output.end.rows === count) return;
    const page = v.safeParse(PageLine, value);
    if (!page.success) break;
    count += page.output.rows.length;
    yield page.output;
  }
  throw damaged(file);
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const input = createReadStream(file);
  const unzipped = input.pipe(createGunzip());
  input.on('error', (error) => unzipped.destroy(error));
  try {
    yield* createInterface({ input: unzipped, crlfDelay: Infinity });
    if (unzipped.errored) throw unzipped.errored;
  } catch (error) {
    throw damaged(file, error);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function damaged(file: string, cause?: unknown): BackupError {
  return new BackupError('damaged', `${file} is damaged or was cut short: use another backup.`, { cause });
}
