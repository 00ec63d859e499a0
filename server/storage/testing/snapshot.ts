import { sql } from 'kysely';
import type { Db } from '../db.ts';

/** The rows of the whole database as text. */
export interface Snapshot {
  /** The rows that belong to a tenant. */
  of(tenant: string): string;
  all: string;
}

/**
 * A function that reads every row in one statement, or says again what it read when nothing was written meanwhile: a
 * suite may want thousands of these.
 */
export async function snapshotsOf(db: Db): Promise<() => Promise<Snapshot>> {
  const quote = sql.raw(db.dialect === 'postgres' ? 'quote_nullable' : 'quote');
  const tables = await db.sql.introspection.getTables();
  const selects = tables.map(({ name, columns }) => {
    const names = columns.map((column) => column.name);
    const owner = [name === 'tenant' ? 'id' : 'tenant_id'].find((column) => names.includes(column));
    const cells = sql.join(
      names.map((column) => sql`${quote}(${sql.ref(column)})`),
      sql` || ',' || `,
    );
    const tenant = owner === undefined ? sql`null` : sql.ref(owner);
    return sql`select ${sql.lit(`${name}: `)} || ${cells} as line, ${tenant} as tenant from ${sql.table(name)}`;
  });
  const query = sql<{ line: string; tenant: string | null }>`${sql.join(selects, sql` union all `)}`;
  // Rows that this connection ever wrote; transactions that ever wrote.
  const counted = db.dialect === 'postgres' ? sql`pg_snapshot_xmax(pg_current_snapshot())::text` : sql`total_changes()`;
  const counter = sql<{ writes: string | number }>`select ${counted} as writes`;
  let last: { writes: string | number | undefined; snapshot: Snapshot } | null = null;
  return async () => {
    const writes = (await counter.execute(db.sql)).rows[0]?.writes;
    if (last !== null && last.writes === writes) return last.snapshot;
    const { rows } = await query.execute(db.sql);
    rows.sort((a, b) => (a.line < b.line ? -1 : 1));
    const textOf = (some: typeof rows) => some.map(({ line }) => line).join('\n');
    const of = (tenant: string) => textOf(rows.filter((row) => row.tenant === tenant));
    last = { writes, snapshot: { of, all: textOf(rows) } };
    return last.snapshot;
  };
}
