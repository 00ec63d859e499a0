import type { Db } from '../storage/db.ts';

type Listener = (rev: number) => void;

/** In the place of a revision: not data moved on but who may see it, so every stream looks whether it may go on. */
export const MEMBERS_CHANGED = 0;

/** Tells the open event streams of a tenant that its data moved on. Losing a poke does no harm. */
export interface Pokes {
  /** Inside the transaction that moved the data: lets the other processes know when it commits. */
  announce(db: Db, tenantId: string, rev: number): Promise<void>;
  /** After the commit. */
  publish(tenantId: string, rev: number): void;
  /** @returns a function that ends the subscription. */
  subscribe(tenantId: string, listener: Listener): () => void;
  /** Open subscriptions of all tenants. */
  count(): number;
}

/** Carries pokes to the other server processes: by the database inside the transaction, or by a broker after it. */
export interface PokeCarrier {
  announce?(db: Db, tenantId: string, rev: number): Promise<void>;
  publish?(tenantId: string, rev: number): void;
  /** Calls back for every poke of another process. */
  listen(onPoke: (tenantId: string, rev: number) => void): void;
}

/** Pokes within this process, and through the carrier, if any, to and from the others. */
export function createPokes(carrier?: PokeCarrier): Pokes {
  const listeners = new Map<string, Set<Listener>>();
  const tell = (tenantId: string, rev: number) => {
    for (const listener of listeners.get(tenantId) ?? []) listener(rev);
  };
  carrier?.listen(tell);
  return {
    announce: (db, tenantId, rev) => carrier?.announce?.(db, tenantId, rev) ?? Promise.resolve(),
    publish(tenantId, rev) {
      tell(tenantId, rev);
      carrier?.publish?.(tenantId, rev);
    },
    subscribe(tenantId, listener) {
      const set = listeners.get(tenantId) ?? new Set();
      listeners.set(tenantId, set.add(listener));
      return () => {
        set.delete(listener);
        if (set.size === 0 && listeners.get(tenantId) === set) listeners.delete(tenantId);
      };
    },
    count: () => [...listeners.values()].reduce((sum, set) => sum + set.size, 0),
  };
}
