import * as v from 'valibot';
import { SyncResponse, type SyncRequest } from '../../../models/protocol/sync.ts';
import { done, failed, type Result } from '../errors/result.ts';

export type TransportCode =
  'offline' | 'unauthorised' | 'member_deactivated' | 'forbidden' | 'too_large' | 'server' | 'unexpected_answer';

/** The code of the server's error answers that matters more than their status. */
const Deactivated = v.object({ code: v.literal('member_deactivated') });

/** One request of the sync protocol. The test server and the real one sit behind it. */
export type SyncTransport = (request: SyncRequest, signal: AbortSignal) => Promise<Result<SyncResponse, TransportCode>>;

const BY_STATUS: Record<number, TransportCode> = {
  401: 'unauthorised',
  403: 'forbidden',
  413: 'too_large',
};

/** `POST /sync` on this origin. Every failure of the network is a result. */
export function httpTransport(fetcher: typeof fetch): SyncTransport {
  return async (request, signal) => {
    let response: Response;
    let body: unknown;
    try {
      response = await fetcher('/sync', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(request),
        signal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]),
      });
      body = await response.json().catch(() => null);
    } catch {
      return failed('offline');
    }
    // A refusal of the protocol may come with a status of its own; its body says more than the status.
    const answer = v.safeParse(SyncResponse, body);
    if (answer.success && (response.ok || !answer.output.ok)) return done(answer.output);
    if (!response.ok && v.is(Deactivated, body)) return failed('member_deactivated');
    const code = BY_STATUS[response.status];
    if (code) return failed(code);
    return response.ok ? failed('unexpected_answer') : failed('server', `(${response.status})`);
  };
}
