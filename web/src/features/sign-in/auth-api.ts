import * as v from 'valibot';
import { done, failed, type Failure, type Result } from '../../errors/result.ts';

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

/** Codes of the server's error answers that are shown as they are. */
const TOLD = [
  'member_deactivated',
  'passkey_refused',
  'invite_invalid',
  'account_exists',
  'already_member',
  'not_in_ghl',
  'ghl_user_unknown',
  'location_unknown',
] as const;
const Told = v.object({ code: v.picklist(TOLD) });

export type AuthCode =
  | 'offline'
  | 'wrong_credentials'
  | 'too_many_tries'
  | 'unauthorised'
  | 'passkey_cancelled'
  | 'server'
  | 'unexpected_answer'
  | (typeof TOLD)[number];

/** What the browser's authenticator is asked and answers, as WebAuthn writes them in JSON; the server reads them. */
export type AskPasskey = (options: unknown) => Promise<unknown>;

const Invite = v.object({ team: v.string(), role: v.string() });
export type Invite = v.InferOutput<typeof Invite>;

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
    if (!response.value.ok) return failureOf(response.value);
    const me = v.safeParse(Me, await response.value.json().catch(() => null));
    return me.success ? done(me.output) : failed('unexpected_answer');
  }

  /** Signs in with any passkey that this device has for the site. */
  async signInWithPasskey(ask: AskPasskey): Promise<Result<Me, AuthCode>> {
    const options = await this.#call('/api/passkeys/sign-in/options', {});
    if (!options.ok) return options;
    if (!options.value.ok) return failureOf(options.value);
    const answer = await ask(await options.value.json()).catch(() => null);
    if (answer === null) return failed('passkey_cancelled');
    const response = await this.#call('/api/passkeys/sign-in', { response: answer });
    if (!response.ok) return response;
    return response.value.ok ? this.me() : failureOf(response.value);
  }

  /** What an invite's token leads to. */
  async lookAtInvite(token: string): Promise<Result<Invite, AuthCode>> {
    const response = await this.#call('/api/invites/look', { token });
    if (!response.ok) return response;
    if (!response.value.ok) return failureOf(response.value);
    const invite = v.safeParse(Invite, await response.value.json().catch(() => null));
    return invite.success ? done(invite.output) : failed('unexpected_answer');
  }

  /** Joins the invite's team with a new account and signs in with it. */
  async acceptInvite(
    token: string,
    account: { email: string; name: string; password: string },
  ): Promise<Result<Me, AuthCode>> {
    const response = await this.#call('/api/invites/accept', { token, account });
    if (!response.ok) return response;
    return response.value.ok ? this.signIn(account.email, account.password) : failureOf(response.value);
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

async function failureOf(response: Response): Promise<Failure<AuthCode>> {
  const body: unknown = await response.json().catch(() => null);
  if (v.is(Told, body)) return failed(body.code);
  if (response.status === 429) return failed('too_many_tries');
  return response.status === 401 ? failed('unauthorised') : failed('server', `(${response.status})`);
}

export const accountIdOf = (me: Me): string => `${me.tenant}:${me.user.id}`;
