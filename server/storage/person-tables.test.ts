import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestStore, type TestStore } from '../testing/stores.ts';
import { PERSON_TABLES } from './person-rows.ts';

let store: TestStore;
beforeEach(async () => {
  store = await openTestStore();
});
afterEach(() => store.close());

/** Columns by which a row is about a lead, one of its records, or its contact in the CRM. */
const NAMES_SOMEBODY = ['lead_id', 'record_id', 'parent_id', 'kept_id', 'crm_id', 'contact_id'];

test('every table with rows about a lead is exported and erased with it', async () => {
  const tables = await store.storage.db.sql.introspection.getTables();
  const about = tables
    .filter(({ columns }) => columns.some(({ name }) => NAMES_SOMEBODY.includes(name)))
    .map(({ name }) => name);
  expect(about).toContain('webhook_delivery');
  expect(about.sort()).toEqual(PERSON_TABLES.map(({ table }) => table).sort());
});
