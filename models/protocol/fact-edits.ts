import * as v from 'valibot';
import type { FactEdit } from '../facts/fact-edits.ts';
import type { FactKey } from '../facts/types.ts';
import { FACT_VALUES, type FactRecord } from './entities.ts';

/** The edits that stand, one a fact: the latest. One whose value does not fit its fact is left out. */
export function factEditsOf(records: readonly FactRecord[]): FactEdit[] {
  const standing = new Map<FactKey, FactEdit>();
  for (const { key, value, editedAt, editedBy, deleted } of [...records].sort((a, b) => at(a) - at(b))) {
    if (deleted || (value !== null && !v.is(FACT_VALUES[key], value))) continue;
    standing.set(key, { key, value: value as FactEdit['value'], at: editedAt, by: editedBy });
  }
  return [...standing.values()];
}

const at = ({ editedAt }: FactRecord) => Date.parse(editedAt);
