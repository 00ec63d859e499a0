import type { Db } from './db.ts';
import type { FieldCipher } from './field-cipher.ts';
import type { GhlTokenTable } from './ghl-schema.ts';

/** An access to GHL with its tokens in the clear. */
export interface GhlToken {
  tenantId: string;
  id: string;
  kind: GhlTokenTable['kind'];
  locationId: string | null;
  companyId: string | null;
  access: string | null;
  refresh: string | null;
  /** Milliseconds; null for a token that does not expire. */
  expiresAt: number | null;
  version: number;
  status: GhlTokenTable['status'];
  changedAt: number;
}

export const locationTokenId = (locationId: string) => `location:${locationId}`;
export const companyTokenId = (companyId: string) => `company:${companyId}`;

/** Tokens at rest: every read decrypts, every write encrypts under the current key. */
export function ghlTokens(cipher: FieldCipher) {
  const place = (tenant: string, id: string, column: string) => ({ tenant, table: 'ghl_token', id, column });
  const open = (row: GhlTokenTable, column: 'access_token' | 'refresh_token') => {
    const stored = row[column];
    return stored === null ? null : cipher.decrypt(stored, place(row.tenant_id, row.id, column));
  };
  const seal = (tenantId: string, id: string, column: string, value: string | null) =>
    value === null ? null : cipher.encrypt(value, place(tenantId, id, column));
  const fromRow = (row: GhlTokenTable): GhlToken => ({
    tenantId: row.tenant_id,
    id: row.id,
    kind: row.kind,
    locationId: row.location_id,
    companyId: row.company_id,
    access: open(row, 'access_token'),
    refresh: open(row, 'refresh_token'),
    expiresAt: row.expires_at,
    version: row.version,
    status: row.status,
    changedAt: row.changed_at,
  });

  return {
    async find(db: Db, tenantId: string, id: string): Promise<GhlToken | undefined> {
      const row = await db.sql
        .selectFrom('ghl_token')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('id', '=', id)
        .executeTakeFirst();
      return row && fromRow(row);
    },

    /** Connects or connects anew. */
    async put(db: Db, token: Omit<GhlToken, 'version'>): Promise<void> {
      const values = {
        kind: token.kind,
        location_id: token.locationId,
        company_id: token.companyId,
        access_token: seal(token.tenantId, token.id, 'access_token', token.access),
        refresh_token: seal(token.tenantId, token.id, 'refresh_token', token.refresh),
        expires_at: token.expiresAt,
        lease_owner: null,
        lease_until: null,
        status: token.status,
        changed_at: token.changedAt,
      };
      await db.sql
        .insertInto('ghl_token')
        .values({ tenant_id: token.tenantId, id: token.id, version: 1, ...values })
        .onConflict((oc) =>
          oc
            .columns(['tenant_id', 'id'])
            .doUpdateSet((eb) => ({ ...values, version: eb('ghl_token.version', '+', 1) })),
        )
        .execute();
    },

    /** Takes the right to refresh version `version`, for `millis`; one process gets it. */
    async lease(db: Db, token: GhlToken, owner: string, now: number, millis: number): Promise<boolean> {
      const row = await db.sql
        .updateTable('ghl_token')
        .set({ lease_owner: owner, lease_until: now + millis })
        .where('tenant_id', '=', token.tenantId)
        .where('id', '=', token.id)
        .where('version', '=', token.version)
        .where((eb) => eb.or([eb('lease_until', 'is', null), eb('lease_until', '<=', now)]))
        .returning('id')
        .executeTakeFirst();
      return row !== undefined;
    },

    /** Stores what the holder of the lease got; false when the row moved on meanwhile. */
    async renew(
      db: Db,
      token: GhlToken,
      owner: string,
      fresh: { access: string; refresh: string | null; expiresAt: number },
    ): Promise<boolean> {
      const { tenantId, id } = token;
      const row = await db.sql
        .updateTable('ghl_token')
        .set({
          access_token: seal(tenantId, id, 'access_token', fresh.access),
          refresh_token: seal(tenantId, id, 'refresh_token', fresh.refresh),
          expires_at: fresh.expiresAt,
          version: token.version + 1,
          lease_owner: null,
          lease_until: null,
        })
        .where('tenant_id', '=', tenantId)
        .where('id', '=', id)
        .where('version', '=', token.version)
        .where('lease_owner', '=', owner)
        .returning('id')
        .executeTakeFirst();
      return row !== undefined;
    },

    async release(db: Db, token: GhlToken, owner: string): Promise<void> {
      await db.sql
        .updateTable('ghl_token')
        .set({ lease_owner: null, lease_until: null })
        .where('tenant_id', '=', token.tenantId)
        .where('id', '=', token.id)
        .where('lease_owner', '=', owner)
        .execute();
    },

    /** The tokens of this version no longer work: an admin must connect again. */
    async markReconnect(db: Db, token: GhlToken, now: number): Promise<void> {
      await db.sql
        .updateTable('ghl_token')
        .set({ status: 'reconnect', changed_at: now })
        .where('tenant_id', '=', token.tenantId)
        .where('id', '=', token.id)
        .where('version', '=', token.version)
        .execute();
    },

    /** Forgets the tokens of a location or a company, unless they were connected after `at`. */
    async uninstall(db: Db, by: { locationId: string } | { companyId: string }, at: number): Promise<void> {
      const gone = {
        status: 'uninstalled' as const,
        access_token: null,
        refresh_token: null,
        changed_at: at,
      };
      const update = db.sql.updateTable('ghl_token').set((eb) => ({ ...gone, version: eb('version', '+', 1) }));
      const chosen =
        'locationId' in by
          ? update.where('location_id', '=', by.locationId)
          : update.where('company_id', '=', by.companyId);
      await chosen.where('changed_at', '<=', at).execute();
    },

    /** A tenant's accesses, without their tokens. */
    async list(db: Db, tenantId: string): Promise<Omit<GhlToken, 'access' | 'refresh'>[]> {
      const rows = await db.sql
        .selectFrom('ghl_token')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .orderBy('id')
        .execute();
      return rows.map((row) => fromRow({ ...row, access_token: null, refresh_token: null }));
    },

    /** The company access that covers a company, of whichever tenant. */
    async tenantOfCompany(db: Db, companyId: string): Promise<string | undefined> {
      const row = await db.sql
        .selectFrom('ghl_token')
        .select('tenant_id')
        .where('id', '=', companyTokenId(companyId))
        .where('status', '=', 'connected')
        .executeTakeFirst();
      return row?.tenant_id;
    },

    /** Every location that is connected, of every tenant. */
    async connectedLocations(db: Db): Promise<{ tenantId: string; locationId: string }[]> {
      const rows = await db.sql
        .selectFrom('ghl_token')
        .select(['tenant_id', 'location_id'])
        .where('location_id', 'is not', null)
        .where('status', '=', 'connected')
        .execute();
      return rows.map((row) => ({ tenantId: row.tenant_id, locationId: row.location_id! }));
    },

    async remove(db: Db, tenantId: string, id: string): Promise<boolean> {
      const row = await db.sql
        .deleteFrom('ghl_token')
        .where('tenant_id', '=', tenantId)
        .where('id', '=', id)
        .returning('id')
        .executeTakeFirst();
      return row !== undefined;
    },

    /** Writes fields again that an older key encrypted; returns how many rows. */
    async rotate(db: Db): Promise<number> {
      let count = 0;
      for (const row of await db.sql.selectFrom('ghl_token').selectAll().execute()) {
        const stale = [row.access_token, row.refresh_token].some((text) => text !== null && !cipher.isCurrent(text));
        if (!stale) continue;
        const { tenant_id: tenantId, id } = row;
        await db.sql
          .updateTable('ghl_token')
          .set({
            access_token: seal(tenantId, id, 'access_token', open(row, 'access_token')),
            refresh_token: seal(tenantId, id, 'refresh_token', open(row, 'refresh_token')),
          })
          .where('tenant_id', '=', tenantId)
          .where('id', '=', id)
          .where('version', '=', row.version)
          .execute();
        count += 1;
      }
      return count;
    },
  };
}
export type GhlTokens = ReturnType<typeof ghlTokens>;
