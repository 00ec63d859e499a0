import { done, type Result } from '../../errors/result.ts';
import type { Edit, Storage, StorageCode } from '../../storage/storage-port.ts';
import type { LeadListItem } from './lead-list-item.ts';

/** Edits written in one transaction: more would keep the screen waiting. */
const TOGETHER = 250;

/** A change of many leads, and the one that takes it back. */
export interface BulkChange {
  edits: readonly Edit[];
  undo: readonly Edit[];
}

const setOf = (id: string, set: { tags: string[] } | { owner: string | null }): Edit => ({
  entity: 'lead',
  id,
  parent: null,
  set,
});

/** Adds a tag, or takes it off; leads that have it already (or not) are left alone. */
export function tagChange(items: readonly LeadListItem[], tag: string, add: boolean): BulkChange {
  const changed = items.filter(({ lead }) => lead.tags.includes(tag) !== add);
  return {
    edits: changed.map(({ id, lead }) =>
      setOf(id, { tags: add ? [...lead.tags, tag] : lead.tags.filter((one) => one !== tag) }),
    ),
    undo: changed.map(({ id, lead }) => setOf(id, { tags: [...lead.tags] })),
  };
}

/** Gives leads to a member, or to nobody. */
export function ownerChange(items: readonly LeadListItem[], owner: string | null): BulkChange {
  const changed = items.filter(({ lead }) => lead.owner !== owner);
  return {
    edits: changed.map(({ id }) => setOf(id, { owner })),
    undo: changed.map(({ id, lead }) => setOf(id, { owner: lead.owner })),
  };
}

/** Writes edits a part at a time; at a failure what was written stays. */
export async function writeAll(storage: Storage, edits: readonly Edit[]): Promise<Result<void, StorageCode>> {
  for (let from = 0; from < edits.length; from += TOGETHER) {
    const written = await storage.edit(edits.slice(from, from + TOGETHER));
    if (!written.ok) return written;
  }
  return done(undefined);
}
