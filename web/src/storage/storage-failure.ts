import { done, failed, type Result } from '../errors/result.ts';
import type { StorageCode } from './storage-port.ts';

function codeOf(error: unknown): StorageCode | null {
  for (let at = error, depth = 0; at instanceof Object && depth < 4; depth++) {
    const { name, inner } = at as { name?: string; inner?: unknown };
    if (name === 'QuotaExceededError') return 'storage_full';
    if (name === 'DatabaseClosedError' || name === 'InvalidStateError' || name === 'UnknownError') {
      return 'storage_unavailable';
    }
    at = inner;
  }
  return null;
}

/** Runs a write: a full or closed store becomes a result, everything else is a bug and throws. */
export async function attempt<T>(write: () => Promise<T>): Promise<Result<T, StorageCode>> {
  try {
    return done(await write());
  } catch (error) {
    const code = codeOf(error);
    if (code) return failed(code);
    throw error;
  }
}
