import type { Entity } from '../../../models/protocol/entities.ts';
import type { Sealed } from './seal.ts';

export interface BaseRow {
  /** `<entity>:<id>` */
  key: string;
  entity: Entity;
  id: string;
  /** The lead; '' for a lead itself, because IndexedDB cannot index null. */
  parent: string;
  rev: number;
  box: Sealed;
}
export interface OutboxRow {
  seq: number;
  opId: string;
  key: string;
  entity: Entity;
  id: string;
  parent: string;
  hlc: string;
  box: Sealed;
}
