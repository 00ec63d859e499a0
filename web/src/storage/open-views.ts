import type { Entity } from '../../../models/protocol/entities.ts';
import type { BaseRow, OutboxRow } from './rows.ts';
import type { Sealer } from './seal.ts';
import type { ViewRow } from './storage-port.ts';
import { viewOf, type BaseContent, type OpContent } from './view.ts';

export const openBase = (sealer: Sealer, row: BaseRow): Promise<BaseContent> => sealer.open(row.box, `base:${row.key}`);
export const openOp = (sealer: Sealer, row: OutboxRow): Promise<OpContent> => sealer.open(row.box, `op:${row.opId}`);

/** Opens sealed rows of one kind and lays the waiting edits, oldest first, over them; deleted records stay in. */
export async function openViews<E extends Entity>(
  sealer: Sealer,
  base: readonly BaseRow[],
  ops: readonly OutboxRow[],
): Promise<ViewRow<E>[]> {
  const byKey = new Map<string, OutboxRow[]>();
  for (const op of ops) byKey.set(op.key, [...(byKey.get(op.key) ?? []), op]);
  const bases = new Map(base.map((row) => [row.key, row]));
  const keys = [...new Set([...bases.keys(), ...byKey.keys()])];
  const rows = await Promise.all(
    keys.map(async (key) => {
      const baseRow = bases.get(key);
      const opRows = byKey.get(key) ?? [];
      const content = baseRow && (await openBase(sealer, baseRow));
      const opened = await Promise.all(opRows.map((row) => openOp(sealer, row)));
      // An edit of a record that the server has withdrawn from this person is not a record of its own.
      const created = opened[0] && Object.values(opened[0].base).every((writer) => writer === null);
      if (!baseRow && !created) return null;
      const place = (baseRow ?? opRows[0]) as unknown as { entity: E; id: string; parent: string };
      return viewOf(place, content, opened);
    }),
  );
  return rows.filter((row) => row !== null);
}
