import * as v from 'valibot';
import type { Access } from './access.ts';
import { GhlError } from './ghl-error.ts';
import type { Http, HttpRequest } from './http.ts';
import type { RateLimit } from './rate-limit.ts';

/** Whose CRM is asked. */
export interface At {
  tenantId: string;
  locationId: string;
}

export interface Call<Schema extends v.GenericSchema> {
  method: HttpRequest['method'];
  path: string;
  query?: Record<string, string | number | undefined>;
  body?: object;
  /** Conversations have a version of their own. */
  version?: '2021-07-28' | '2021-04-15';
  /** True for what may be done twice; a create may not. */
  repeatable: boolean;
  /** GHL also answers 401 to what a good token has no permission for: here that says nothing of the token. */
  mayLackPermission?: true;
  answer: Schema;
}

export interface GhlClient {
  /** Calls GHL in the name of a location. Throws GhlError. */
  call<Schema extends v.GenericSchema>(at: At, call: Call<Schema>): Promise<v.InferOutput<Schema>>;
}

/** GHL's REST service with tokens, limits and parsed answers. A refused token is renewed and the call made once more. */
export function createGhlClient(deps: { http: Http; access: Access; rateLimit: RateLimit }): GhlClient {
  async function attempt(at: At, call: Call<v.GenericSchema>, mayRenew: boolean): Promise<unknown> {
    const access = await deps.access.tokenOf(at.tenantId, at.locationId);
    const go = deps.rateLimit.take(at.locationId);
    if (go !== 'go') throw new GhlError('ghl_rate_limited', { retryAt: go });
    const answer = await deps.http({
      method: call.method,
      path: call.path,
      ...(call.query === undefined ? {} : { query: call.query }),
      ...(call.body === undefined ? {} : { body: call.body }),
      headers: { authorization: `Bearer ${access}`, version: call.version ?? '2021-07-28' },
      repeatable: call.repeatable,
    });
    deps.rateLimit.note(at.locationId, answer.status, answer.headers);
    if (answer.status === 401 && call.mayLackPermission === undefined) {
      if (!mayRenew) throw new GhlError('ghl_reconnect_needed', { status: 401 });
      await deps.access.refused(at.tenantId, at.locationId, access);
      return attempt(at, call, false);
    }
    if (answer.status === 429) {
      const until = deps.rateLimit.take(at.locationId);
      throw new GhlError('ghl_rate_limited', { status: 429, ...(until === 'go' ? {} : { retryAt: until }) });
    }
    if (answer.status < 200 || answer.status > 299)
      throw new GhlError(codeOf(answer.status), { status: answer.status });
    return answer.body;
  }

  return {
    async call(at, call) {
      const parsed = v.safeParse(call.answer, await attempt(at, call, true));
      if (!parsed.success) throw new GhlError('ghl_unexpected_answer');
      return parsed.output;
    },
  };
}

function codeOf(status: number) {
  if (status === 422) return 'ghl_unprocessable';
  return status === 404 ? 'ghl_not_found' : 'ghl_refused';
}
