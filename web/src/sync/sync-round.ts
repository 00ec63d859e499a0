import type { Change, OpResult, SyncOk } from '../../../models/protocol/sync.ts';
import { PROTOCOL_VERSION } from '../../../models/protocol/version.ts';
import { done, failed, type Result } from '../errors/result.ts';
import type { Storage, StorageCode, SyncPosition } from '../storage/storage-port.ts';
import type { SyncTransport, TransportCode } from './sync-transport.ts';

export type RoundCode = TransportCode | StorageCode | 'version' | 'resync' | 'aborted';

const PAGE = 500;
const OPS = 200;
const MAX_OP_CHARS = 400_000;
/** Times that one round may repair itself (gap, forked, too large, stale) before it is left to a person. */
const MAX_REPAIRS = 8;

/** `again`: the server has more, or edits still wait. */
export interface RoundOutcome {
  again: boolean;
  cursor: number;
}

/**
 * One round of the protocol: pushes what waits, stages every page that comes back, and applies pages, cursor and the
 * outbox's deletion in one transaction once `more` is false. Nothing is kept of a round that fails on the way.
 */
export async function syncRound(
  storage: Storage,
  transport: SyncTransport,
  signal: AbortSignal,
): Promise<Result<RoundOutcome, RoundCode>> {
  let opLimit = OPS;
  for (let repairs = 0; repairs < MAX_REPAIRS; repairs++) {
    const from = await storage.position();
    const pulled = await pull(storage, transport, from, opLimit, signal);
    if (!pulled.ok) {
      if (pulled.code === 'too_large' && opLimit > 1) {
        opLimit = Math.max(1, Math.floor(opLimit / 4));
        continue;
      }
      return pulled;
    }
    const staged = pulled.value;
    if (staged.kind === 'refused') {
      if (staged.code === 'forbidden' || staged.code === 'version') return failed(staged.code);
      const repaired = await (staged.code === 'forked' ? storage.fork() : storage.requeue(staged.lastSeq));
      if (!repaired.ok) return repaired;
      continue;
    }
    const applied = await storage.apply({ from, ...staged.pull });
    if (!applied.ok) return applied;
    if (applied.value === 'stale') continue;
    return done({ again: (await storage.unsynced()) > 0, cursor: staged.pull.cursor });
  }
  return failed('resync');
}

type Staged =
  | { kind: 'refused'; code: 'gap' | 'forked' | 'forbidden' | 'version'; lastSeq: number }
  | {
      kind: 'pages';
      pull: { epoch: string; scope: string; cursor: number; reset: boolean; changes: Change[]; lastSeq: number };
    };

async function pull(
  storage: Storage,
  transport: SyncTransport,
  from: SyncPosition,
  opLimit: number,
  signal: AbortSignal,
): Promise<Result<Staged, RoundCode>> {
  const ops = await storage.waiting(opLimit, MAX_OP_CHARS);
  let { epoch, cursor, scope } = from;
  let changes: Change[] = [];
  let reset = false;
  for (let first = true; ; first = false) {
    const { clientId } = from;
    const answer = await transport(
      { clientId, epoch, cursor, scope, schema: PROTOCOL_VERSION, limit: PAGE, ops: first ? ops : [] },
      signal,
    );
    if (signal.aborted) return failed('aborted');
    if (!answer.ok) return answer;
    const page = answer.value;
    if (!page.ok) return done({ kind: 'refused', code: page.code, lastSeq: page.lastSeq });
    // Refusals are kept at once: they are reported with the answer that carries them, and that may be the only one.
    const refused = page.results.filter((result: OpResult) => result.status === 'rejected');
    if (refused.length > 0) {
      const kept = await storage.refuse(refused);
      if (!kept.ok) return kept;
    }
    if (page.reset) {
      changes = [];
      reset = true;
    }
    changes.push(...page.changes);
    ({ epoch, cursor, scope } = page);
    if (page.more) continue;
    // An answer that takes nothing of what was sent would be asked for ever.
    const stuck = ops[0] !== undefined && page.lastSeq < ops[0].seq;
    if (stuck) return failed('unexpected_answer');
    return done({ kind: 'pages', pull: { ...placeOf(page), reset, changes, lastSeq: page.lastSeq } });
  }
}

const placeOf = ({ epoch, cursor, scope }: SyncOk) => ({ epoch, cursor, scope });
