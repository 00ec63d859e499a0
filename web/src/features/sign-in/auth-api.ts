import * as v from 'valibot';
import { done, failed, type Result } from '../../errors/result.ts';

export const Me = v.object({
  user: v.object({ id: v.string(), name: v.string(), email: v.string() }),
  tenant: v.union([
    v.string(),
    v.pipe(
      v.object({ id: v.string() }),
      v.transform((tenant) => tenant.id),
    ),
  ]),
  role: v.string(),
});
export type Me = v.InferOutput<typeof Me>;

export type AuthCode =
  'offline' | 'wrong_credentials' | 'too_many_tries' | 'unauthorised' | 'server' | 'unexpected_answer';

/** Sign-in, sign-out and "who am I" on this origin; the session is an HttpOnly cookie that script never sees. */
export class AuthApi {
  readonly #fetcher: typeof fetch;

  constructor(fetcher: typeof fetch) {
    this.#fetcher = fetcher;
  }

  async signIn(email: string, password: string): Promise<Result<Me, AuthCode>> {
    const response = await this.#call('/api/auth/sign-in/email', { email, password });
    if (!response.ok) return response;
    const { status } = response.value;
    if (status === 400 || status === 401 || status === 403 || status === 422) return failed('wrong_credentials');
    if (status === 429) return failed('too_many_tries');
    if (status >= 300) return failed('server', `(${status})`);
    return this.me();
  }

  async me(): Promise<Result<Me, AuthCode>> {
    const response = await this.#call('/api/me');
    if (!response.ok) return response;
    if (response.value.status === 401) return failed('unauthorised');
    if (!response.value.ok) return failed('server', `(${response.value.status})`);
    const me = v.safeParse(Me, await response.value.json().catch(() => null));
    return me.success ? done(me.output) : failed('unexpected_answer');
  }

  async signOut(): Promise<Result<void, AuthCode>> {
    const response = await this.#call('/api/auth/sign-out', {});
    return response.ok ? done(undefined) : response;
  }

  async #call(path: string, body?: unknown): Promise<Result<Response, AuthCode>> {
    try {
      const init: RequestInit = body
        ? { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
        : {};
      return done(await this.#fetcher(path, { ...init, signal: AbortSignal.timeout(20_000) }));
    } catch {
      return failed('offline');
    }
  }
}

export const accountIdOf = (me: Me): string => `${me.tenant}:${me.user.id}`;
