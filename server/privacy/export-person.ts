import type { Db } from '../storage/db.ts';
import { PERSON_TABLES, readable, rowsOfPerson, type Person, type Row } from '../storage/person-rows.ts';

/** Everything that is stored about a person, table by table, readable. */
export interface PersonExport {
  format: 'leadlight-person-1';
  /** ISO 8601. */
  exportedAt: string;
  leadIds: readonly string[];
  tables: Record<string, Row[]>;
}

/** Keys say nothing of a person, and must not leave. */
const LEFT_OUT = new Set(['data_key']);

export async function exportPerson(db: Db, person: Person, now: number): Promise<PersonExport> {
  const tables: Record<string, Row[]> = {};
  for (const { table } of PERSON_TABLES) {
    if (LEFT_OUT.has(table)) continue;
    tables[table] = [];
    for (const row of await rowsOfPerson(db, person, table)) tables[table].push(await readable(db, table, row));
  }
  return { format: 'leadlight-person-1', exportedAt: new Date(now).toISOString(), leadIds: person.leadIds, tables };
}
