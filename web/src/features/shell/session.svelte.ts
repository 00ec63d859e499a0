import type { Failure } from '../../errors/result.ts';
import type { AccountKeys } from '../../storage/key-store.ts';
import { accountIdOf, AuthApi, type AuthCode, type Me } from '../sign-in/auth-api.ts';
import { AccountApp, openStorage } from './account-app.svelte.ts';
import type { Env } from './env.ts';

export type SessionState =
  | { kind: 'starting' }
  | { kind: 'signed-out' }
  | { kind: 'open'; app: AccountApp }
  /** Open on this device, but the server wants a new sign-in before it syncs. */
  | { kind: 'signing-in-again'; app: AccountApp };

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
    else this.state = { kind: 'signed-out' };
  }

  async signIn(email: string, password: string): Promise<Failure<AuthCode> | null> {
    const me = await this.#auth.signIn(email, password);
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
  }
}
