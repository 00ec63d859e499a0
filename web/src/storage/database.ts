import { Dexie, type Table } from 'dexie';
import type { Entity } from '../../../models/protocol/entities.ts';
import type { BaseRow, OutboxRow } from './rows.ts';
import type { Sealed } from './seal.ts';

export interface SentRow extends OutboxRow {
  sentAt: number;
}
export interface RejectedRow {
  opId: string;
  code: string;
  detail: string | null;
  row: OutboxRow;
}
export interface KvRow {
  name: string;
  value: unknown;
}
export interface BoxRow {
  leadId: string;
  box: Sealed;
}
export interface CacheRow {
  key: string;
  writtenAt: number;
  box: Sealed;
}

/** The tables of one account. Never edit a released `version(n)`: add the next one. */
export class AccountDatabase extends Dexie {
  readonly base!: Table<BaseRow, string>;
  readonly outbox!: Table<OutboxRow, number>;
  readonly sent!: Table<SentRow, number>;
  readonly rejected!: Table<RejectedRow, string>;
  readonly kv!: Table<KvRow, string>;
  readonly analyses!: Table<BoxRow, string>;
  readonly summaries!: Table<BoxRow, string>;
  readonly stale!: Table<{ leadId: string; mark: string }, string>;
  readonly textCache!: Table<CacheRow, string>;

  constructor(name: string) {
    super(name);
    this.version(1).stores({
      base: 'key, [entity+parent]',
      outbox: 'seq, key, opId, [entity+parent]',
      sent: 'seq, sentAt',
      rejected: 'opId',
      kv: 'name',
      analyses: 'leadId',
      summaries: 'leadId',
      stale: 'leadId',
      textCache: 'key, writtenAt',
    });
  }
}

export const recordKey = (entity: Entity, id: string): string => `${entity}:${id}`;
