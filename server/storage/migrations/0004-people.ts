import type { Kysely } from 'kysely';
import type { DialectName } from './0001-first.ts';
import { raiseWall } from './0002-tenant-walls.ts';

/** Members that can be deactivated, invites, passkeys, the tenant of a session, people of the CRM, models by URL. */
export async function people(db: Kysely<unknown>, dialect: DialectName): Promise<void> {
  const s = db.schema;
  await s
    .alterTable('member')
    .addColumn('status', 'text', (c) => c.notNull().defaultTo('active'))
    .execute();
  await s
    .alterTable('tenant')
    .addColumn('agents_see_unassigned', 'integer', (c) => c.notNull().defaultTo(1))
    .execute();
  await s.alterTable('auth_session').addColumn('tenantId', 'text').execute();
  await s
    .createTable('ended_session')
    .addColumn('token_hash', 'text', (c) => c.primaryKey())
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('ended_at', 'bigint', (c) => c.notNull())
    .execute();
  await s.createIndex('ended_session_member').on('ended_session').columns(['tenant_id', 'user_id']).execute();
  await s
    .createTable('invite')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('tenant_id', 'text', (c) => c.notNull().references('tenant.id'))
    .addColumn('token_hash', 'text', (c) => c.notNull().unique())
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('created_by', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addColumn('used_at', 'bigint')
    .addColumn('used_by', 'text')
    .execute();
  await s.createIndex('invite_tenant').on('invite').column('tenant_id').execute();
  await createPasskeyTables(db);
  await s
    .createTable('ghl_user')
    .addColumn('tenant_id', 'text', (c) => c.notNull().references('tenant.id'))
    .addColumn('ghl_user_id', 'text', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.notNull().references('auth_user.id').onDelete('cascade'))
    .addPrimaryKeyConstraint('ghl_user_pk', ['tenant_id', 'ghl_user_id'])
    .execute();
  await s
    .createTable('remote_model')
    .addColumn('tenant_id', 'text', (c) => c.notNull().references('tenant.id'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('head', 'text', (c) => c.notNull())
    .addColumn('url', 'text', (c) => c.notNull())
    .addColumn('files', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('remote_model_pk', ['tenant_id', 'name'])
    .execute();
  if (dialect !== 'postgres') return;
  for (const table of ['invite', 'ghl_user', 'remote_model', 'ended_session']) await raiseWall(db, table, 'tenant_id');
}

async function createPasskeyTables(db: Kysely<unknown>): Promise<void> {
  const s = db.schema;
  await s
    .createTable('passkey')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('user_id', 'text', (c) => c.notNull().references('auth_user.id').onDelete('cascade'))
    .addColumn('public_key', 'text', (c) => c.notNull())
    .addColumn('counter', 'bigint', (c) => c.notNull())
    .addColumn('transports', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('last_used_at', 'bigint')
    .execute();
  await s.createIndex('passkey_user').on('passkey').column('user_id').execute();
  await s
    .createTable('passkey_challenge')
    .addColumn('challenge', 'text', (c) => c.primaryKey())
    .addColumn('user_id', 'text')
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .execute();
}
