import type { Selectable } from 'kysely';
import type { Db } from './db.ts';
import type { RemoteModelTable } from './schema.ts';

export interface RemoteModel {
  name: string;
  head: 'text' | 'tabular';
  /** Folder that the files came from. */
  url: string;
  /** SHA-256 (hex) by path. */
  files: Record<string, string>;
  createdAt: number;
}

/** False when the tenant has a model of this name. */
export async function insertRemoteModel(db: Db, tenantId: string, model: RemoteModel): Promise<boolean> {
  const row = await db.sql
    .insertInto('remote_model')
    .values({
      tenant_id: tenantId,
      name: model.name,
      head: model.head,
      url: model.url,
      files: JSON.stringify(model.files),
      created_at: model.createdAt,
    })
    .onConflict((oc) => oc.doNothing())
    .returning('name')
    .executeTakeFirst();
  return row !== undefined;
}

export async function remoteModelsOf(db: Db, tenantId: string): Promise<RemoteModel[]> {
  const rows = await db.sql
    .selectFrom('remote_model')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .orderBy('name')
    .execute();
  return rows.map(fromRow);
}

export async function findRemoteModel(db: Db, tenantId: string, name: string): Promise<RemoteModel | undefined> {
  const row = await db.sql
    .selectFrom('remote_model')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('name', '=', name)
    .executeTakeFirst();
  return row && fromRow(row);
}

/** False when there is no such model. */
export async function deleteRemoteModel(db: Db, tenantId: string, name: string): Promise<boolean> {
  const row = await db.sql
    .deleteFrom('remote_model')
    .where('tenant_id', '=', tenantId)
    .where('name', '=', name)
    .returning('name')
    .executeTakeFirst();
  return row !== undefined;
}

function fromRow(row: Selectable<RemoteModelTable>): RemoteModel {
  const files = JSON.parse(row.files) as Record<string, string>;
  return { name: row.name, head: row.head, url: row.url, files, createdAt: row.created_at };
}
