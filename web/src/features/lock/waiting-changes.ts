import * as v from 'valibot';
import type { SyncPosition } from '../../storage/storage-port.ts';

const Answer = v.object({ changes: v.nullable(v.number()) });

/**
 * How many changes the server holds for this device since it last synced; 100 stands for that many and more. Nothing of them
 * is fetched. Null where that cannot be told: no network, no session, or a device that has to start again.
 */
export async function waitingChanges(fetcher: typeof fetch, position: SyncPosition | null): Promise<number | null> {
  if (position === null) return null;
  const { epoch, scope, cursor } = position;
  if (epoch === null || scope === null) return null;
  const query = new URLSearchParams({ epoch, scope, cursor: String(cursor) });
  try {
    const response = await fetcher(`/api/waiting?${query}`, { signal: AbortSignal.timeout(20_000) });
    const answer = v.safeParse(Answer, response.ok ? await response.json() : null);
    return answer.success ? answer.output.changes : null;
  } catch {
    return null;
  }
}
