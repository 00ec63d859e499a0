import { existsSync } from 'node:fs';
import * as v from 'valibot';
import { ErasureRow } from '../../privacy/erasure-list.ts';
import { leadIdsIn } from '../../privacy/erase-person.ts';
import type { Db } from '../db.ts';
import type { DataKeyTable, ErasureTable } from '../privacy-schema.ts';
import { allTenants } from '../tenants.ts';
import { BackupError } from './backup-error.ts';
import { damaged, readLines, writeLines } from './lines-file.ts';
import { insertRows, type Row } from './rows.ts';

/**
 * The wrapped keys of people, which no backup holds, and the erasures (see docs/decisions/0016-keys-apart.md). One file
 * for all backups of a database, written anew with each: once a person is erased, no backup opens with the newest.
 * Gzipped JSON Lines: header, keys, erasures, and a last line with their number. Version 1 (2026-11).
 */
const Header = v.object({ format: v.literal('leadlight-keys'), version: v.literal(1), createdAt: v.string() });
const KeyRow = v.object({
  id: v.string(),
  tenant_id: v.nullable(v.string()),
  owner: v.string(),
  lead_id: v.nullable(v.string()),
  wrapped: v.string(),
});
const Line = v.union([v.object({ key: KeyRow }), v.object({ erasure: ErasureRow })]);
const EndLine = v.object({ end: v.number() });

export interface KeyFile {
  keys: DataKeyTable[];
  erasures: ErasureTable[];
}
const EMPTY: KeyFile = { keys: [], erasures: [] };

/** Writes the keys and erasures that the database holds now. */
export async function writeKeys(db: Db, file: string, createdAt: string): Promise<void> {
  const { keys, erasures } = (await hasKeys(db)) ? await keysIn(db) : EMPTY;
  async function* values() {
    yield { format: 'leadlight-keys', version: 1, createdAt } satisfies v.InferOutput<typeof Header>;
    for (const key of keys) yield { key };
    for (const erasure of erasures) yield { erasure };
    yield { end: keys.length + erasures.length };
  }
  await writeLines(file, values());
}

async function keysIn({ sql }: Db): Promise<KeyFile> {
  return {
    keys: await sql.selectFrom('data_key').selectAll().orderBy('id').execute(),
    erasures: await sql.selectFrom('erasure').selectAll().orderBy('at').execute(),
  };
}

/** A database of before there were keys has no table of them. */
async function hasKeys(db: Db): Promise<boolean> {
  return (await db.sql.introspection.getTables()).some(({ name }) => name === 'data_key');
}

/** Null where there is no such file. Throws BackupError when it is none, or was cut short. */
export async function readKeys(file: string): Promise<KeyFile | null> {
  if (!existsSync(file)) return null;
  const lines = readLines(file);
  const first = await lines.next();
  if (first.done || !v.is(Header, first.value)) {
    throw new BackupError('not_a_backup', `${file} is no key file of this version of Leadlight.`);
  }
  const found: KeyFile = { keys: [], erasures: [] };
  for await (const value of lines) {
    if (v.is(EndLine, value) && value.end === found.keys.length + found.erasures.length) return found;
    if (!v.is(Line, value)) break;
    if ('key' in value) found.keys.push(value.key);
    else found.erasures.push(value.erasure);
  }
  throw damaged(file);
}

/** What a backup keeps of a key: that it was there. */
export function withoutSecret(row: Row): Row {
  return { ...row, wrapped: '' };
}

/** The same in a copy of the database. */
export async function blankKeys(db: Db): Promise<void> {
  if (await hasKeys(db)) await db.sql.updateTable('data_key').set({ wrapped: '' }).execute();
}

/**
 * Keys that are not among those held though nobody was erased: the ones held are of another database, or older. Keys of
 * events and contacts go with time and with their lead, those of a lead with its erasure only, a team's own never.
 */
export function lostKeys<Key extends Pick<DataKeyTable, 'id' | 'owner'>>(
  keys: readonly Key[],
  held: readonly Pick<DataKeyTable, 'id'>[],
  erasures: readonly ErasureTable[],
): Key[] {
  const ids = new Set(held.map(({ id }) => id));
  const erased = new Set(erasures.flatMap(leadIdsIn).map((id) => `lead:${id}`));
  const mayGo = (owner: string) => /^(event|contact):/.test(owner) || erased.has(owner);
  return keys.filter(({ id, owner }) => !ids.has(id) && !mayGo(owner));
}

/**
 * Puts the keys back into rows from a backup; those that were destroyed since stay away. Keys of what came after the
 * backup are taken too, so that the backups of then can still be read. A backup with keys in it keeps its own.
 * @throws BackupError when the keys do not belong to the backup or are older.
 */
export async function takeKeys(db: Db, file: KeyFile | null, erasures: readonly ErasureTable[]): Promise<void> {
  if (!(await hasKeys(db))) return;
  const blank = await db.sql.selectFrom('data_key').selectAll().where('wrapped', '=', '').execute();
  if (blank.length === 0) return;
  if (file === null) {
    throw new BackupError('no_keys', 'The keys of this backup are not beside it: name their file with --keys FILE.');
  }
  const lost = lostKeys(blank, file.keys, erasures).length;
  if (lost > 0) {
    const says = `${lost} keys of this backup are not in the key file: it is of another database, or older.`;
    throw new BackupError('other_keys', `${says} Name the newest with --keys FILE.`);
  }
  const before = new Map(blank.map((row) => [row.id, row]));
  const tenants = new Set((await allTenants(db)).map(({ id }) => id));
  const known = file.keys.filter((key) => before.has(key.id) || key.tenant_id === null || tenants.has(key.tenant_id));
  // Whose an event is, the backup's own rows say.
  const rows = known.map((key) => ({ ...key, ...before.get(key.id), wrapped: key.wrapped }));
  await db.sql.deleteFrom('data_key').where('wrapped', '=', '').execute();
  await insertRows(db, { table: 'data_key', rows });
}
