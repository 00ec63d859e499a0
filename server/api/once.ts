import { createHmac } from 'node:crypto';
import type { OpResult } from '../../models/protocol/sync.ts';
import type { ApiKey } from '../storage/api-keys.ts';
import { findAnswer, keepAnswer } from '../storage/api-answers.ts';
import { writeTenant, type TenantWrite, type WriteDeps } from '../sync/tenant-write.ts';

/** An answer is repeated for this long. */
const KEEP_MILLIS = 24 * 3600_000;
export const IDEMPOTENCY_KEY = /^[\w-]{8,100}$/;

export interface Repeatable {
  apiKey: ApiKey;
  /** Keys the request's authentication code, so that what is stored says nothing of the words in it. */
  token: string;
  idempotencyKey: string;
  /** Method, path and parsed body. */
  request: readonly unknown[];
}

export type Once<T> =
  { kind: 'done'; body: T; repeated: boolean } | { kind: 'reused' } | { kind: 'refused'; result: OpResult };

/** Thrown by `work` to roll everything back: a write is applied whole or not at all. */
class Refused extends Error {
  readonly result: OpResult;
  constructor(result: OpResult) {
    super('refused');
    this.result = result;
  }
}

/** Throws when an op was refused for itself. */
export function expectApplied(results: readonly OpResult[]): void {
  const refused = results.find(({ status }) => status === 'rejected');
  if (refused !== undefined) throw new Refused(refused);
}

/**
 * Does `work` once for a key and Idempotency-Key, however often it is asked: the answer is stored in the transaction of
 * the work and repeated for 24 hours. The tenant's lock makes a second request wait for the first. A refusal is not
 * stored. `body` holds ids only.
 */
export async function once<T>(
  deps: WriteDeps,
  of: Repeatable,
  work: (write: TenantWrite) => Promise<T>,
): Promise<Once<T>> {
  const { apiKey, idempotencyKey } = of;
  const tenantId = apiKey.tenant_id;
  const mac = createHmac('sha256', of.token).update(JSON.stringify(of.request)).digest('base64url');
  try {
    return await writeTenant(deps, tenantId, async (write): Promise<Once<T>> => {
      const since = write.now - KEEP_MILLIS;
      const known = await findAnswer(write.db, { tenantId, apiKeyId: apiKey.id, idempotencyKey }, since);
      if (known !== undefined) {
        if (known.request_mac !== mac) return { kind: 'reused' };
        return { kind: 'done', body: JSON.parse(known.body) as T, repeated: true };
      }
      const body = await work(write);
      const answer = {
        tenant_id: tenantId,
        api_key_id: apiKey.id,
        idempotency_key: idempotencyKey,
        request_mac: mac,
        status: 201,
        body: JSON.stringify(body),
        created_at: write.now,
      };
      await keepAnswer(write.db, answer, since);
      return { kind: 'done', body, repeated: false };
    });
  } catch (error) {
    if (error instanceof Refused) return { kind: 'refused', result: error.result };
    throw error;
  }
}
