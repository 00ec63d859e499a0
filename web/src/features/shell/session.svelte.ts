import type { Failure, Result } from '../../errors/result.ts';
import type { AccountKeys } from '../../storage/key-store.ts';
import { accountIdOf, AuthApi, type AuthCode, type Invite, type Me } from '../sign-in/auth-api.ts';
import { AccountApp, openStorage } from './account-app.svelte.ts';
import type { Env } from './env.ts';

export type SessionState =
  | { kind: 'starting' }
  /** `code`: why, when it was not the person's own wish. */
  | { kind: 'signed-out'; code?: AuthCode }
  | { kind: 'open'; app: AccountApp }
  /** Open on this device, but the server wants a new sign-in before it syncs. */
  | { kind: 'signing-in-again'; app: AccountApp };

/** Nothing that a person who is about to sign in needs to be told. */
const QUIET: ReadonlySet<AuthCode> = new Set(['unauthorised', 'offline', 'server', 'unexpected_answer']);

/** Who is signed in on this device. Opening what is here needs no network. */
export class Session {
  state = $state.raw<SessionState>({ kind: 'starting' });
  readonly #env: Env;
  readonly #auth: AuthApi;

  constructor(env: Env) {
    this.#env = env;
    this.#auth = new AuthApi(env.fetcher);
  }

  /** Opens the account of this device, or asks to sign in (a cookie that still holds is enough). */
  async start(): Promise<void> {
    const keys = await this.#env.keyStore.current();
    if (keys && (await this.#openKnown(keys))) return;
    const me = await this.#auth.me();
    if (me.ok) await this.#open(me.value);
    else this.state = QUIET.has(me.code) ? { kind: 'signed-out' } : { kind: 'signed-out', code: me.code };
  }

  async signIn(email: string, password: string): Promise<Failure<AuthCode> | null> {
    const me = await this.#auth.signIn(email, password);
    const { state } = this;
    const isOwner = state.kind === 'signing-in-again' && state.app.me.user.email === email.toLowerCase();
    if (!me.ok && me.code === 'member_deactivated' && isOwner) await this.#wipe(state.app);
    return this.#enter(me);
  }

  /** False where the device can have no passkey. */
  get takesPasskeys(): boolean {
    return this.#env.askPasskey !== null;
  }

  async signInWithPasskey(): Promise<Failure<AuthCode> | null> {
    const ask = this.#env.askPasskey;
    return ask === null ? null : this.#enter(await this.#auth.signInWithPasskey(ask));
  }

  lookAtInvite(token: string): Promise<Result<Invite, AuthCode>> {
    return this.#auth.lookAtInvite(token);
  }

  async acceptInvite(
    token: string,
    account: { email: string; name: string; password: string },
  ): Promise<Failure<AuthCode> | null> {
    return this.#enter(await this.#auth.acceptInvite(token, account));
  }

  async #enter(me: Result<Me, AuthCode>): Promise<Failure<AuthCode> | null> {
    if (!me.ok) return me;
    const before = this.state;
    if (before.kind === 'signing-in-again' && accountIdOf(before.app.me) === accountIdOf(me.value)) {
      before.app.sync.resume();
      this.state = { kind: 'open', app: before.app };
      return null;
    }
    if (before.kind === 'signing-in-again') await before.app.stop();
    await this.#open(me.value);
    return null;
  }

  askAgain(): void {
    if (this.state.kind === 'open') this.state = { kind: 'signing-in-again', app: this.state.app };
  }

  backToApp(): void {
    if (this.state.kind === 'signing-in-again') this.state = { kind: 'open', app: this.state.app };
  }

  /**
   * Ends the session. What the server holds is removed from this device; unsent edits stay, sealed, until the same
   * person signs in here again.
   */
  async signOut(): Promise<void> {
    if (this.state.kind !== 'open') return;
    const { app } = this.state;
    const unsynced = await app.storage.unsynced();
    const refused = await app.storage.rejected();
    this.state = { kind: 'starting' };
    await app.stop();
    await this.#auth.signOut();
    const keys = await this.#env.keyStore.current();
    if (keys && unsynced === 0 && refused.length === 0) {
      await openStorage(this.#env, keys).destroy();
      await this.#env.keyStore.forget(keys.accountId);
      await this.#env.shares.forget(keys.accountId);
    } else {
      await this.#env.keyStore.signOut();
    }
    this.state = { kind: 'signed-out' };
  }

  async #openKnown(keys: AccountKeys): Promise<boolean> {
    const storage = openStorage(this.#env, keys);
    const me = await storage.getValue<Me>('me').catch(() => null);
    storage.close();
    if (!me) return false;
    this.#run(keys, me);
    return true;
  }

  async #open(me: Me): Promise<void> {
    const keys = await this.#env.keyStore.signIn(accountIdOf(me));
    const storage = openStorage(this.#env, keys);
    await storage.setValue('me', me);
    storage.close();
    this.#run(keys, me);
  }

  #run(keys: AccountKeys, me: Me): void {
    const app = new AccountApp(this.#env, keys, me);
    app.start();
    this.state = { kind: 'open', app };
    app.sync.subscribe((state) => {
      if (state.kind === 'paused' && state.code === 'member_deactivated') void this.#wipe(app);
    });
  }

  /**
   * The team has shut this account out: everything that the device holds of it goes, unsent edits too. The keys go
   * first: without them what may be left of the database can never be read.
   */
  async #wipe(app: AccountApp): Promise<void> {
    if (!('app' in this.state) || this.state.app !== app) return;
    this.state = { kind: 'starting' };
    const accountId = accountIdOf(app.me);
    await this.#env.keyStore.forget(accountId);
    await this.#env.shares.forget(accountId);
    await app.stop();
    await openStorage(this.#env, app.keys).destroy();
    this.state = { kind: 'signed-out', code: 'member_deactivated' };
  }
}
