import type { Kysely } from 'kysely';
import type { DialectName } from './0001-first.ts';
import { raiseWall } from './0002-tenant-walls.ts';

/** Keys of programs, and what their repeatable requests were answered with. */
export async function apiKeys(db: Kysely<unknown>, dialect: DialectName): Promise<void> {
  const s = db.schema;
  await s
    .createTable('api_key')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('tenant_id', 'text', (c) => c.notNull().references('tenant.id'))
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('prefix', 'text', (c) => c.notNull())
    .addColumn('token_hash', 'text', (c) => c.notNull().unique())
    .addColumn('scopes', 'text', (c) => c.notNull())
    .addColumn('created_by', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint')
    .addColumn('last_used_at', 'bigint')
    .addColumn('revoked_at', 'bigint')
    .execute();
  await s.createIndex('api_key_tenant').on('api_key').column('tenant_id').execute();
  await s
    .createTable('api_answer')
    .addColumn('tenant_id', 'text', (c) => c.notNull().references('tenant.id'))
    .addColumn('api_key_id', 'text', (c) => c.notNull().references('api_key.id'))
    .addColumn('idempotency_key', 'text', (c) => c.notNull())
    .addColumn('request_mac', 'text', (c) => c.notNull())
    .addColumn('status', 'integer', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('api_answer_pk', ['tenant_id', 'api_key_id', 'idempotency_key'])
    .execute();
  await s.createIndex('api_answer_age').on('api_answer').columns(['tenant_id', 'created_at']).execute();
  if (dialect !== 'postgres') return;
  for (const table of ['api_key', 'api_answer']) await raiseWall(db, table, 'tenant_id');
}
