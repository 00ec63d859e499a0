import type { Failure, Result } from '../../errors/result.ts';
import type { AccountKeys, LockedAccount, LockWay, UnlockCode, UnlockSecret } from '../../storage/key-store.ts';
import { destroyAccount, lookAtSealed, type SealedState } from '../../storage/sealed-account.ts';
import { accountIdOf, AuthApi, type AuthCode, type Invite, type Me } from '../sign-in/auth-api.ts';
import type { AccountApp } from './account-app.svelte.ts';
import type { Env } from './env.ts';

export type SessionState =
  | { kind: 'starting' }
  /** `code`: why, when it was not the person's own wish. */
  | { kind: 'signed-out'; code?: AuthCode }
  | { kind: 'open'; app: AccountApp }
  /** Open on this device, but the server wants a new sign-in before it syncs. */
  | { kind: 'signing-in-again'; app: AccountApp }
  /** Nothing of the account is in memory. */
  | ({ kind: 'locked'; account: LockedAccount } & SealedState)
  /** The way to unlock is lost: whoever signs in at the server gets its records on a new store. */
  | ({ kind: 'rebuilding'; account: LockedAccount } & SealedState);

/** Storage, sync and analysis of an account: loaded once there is one, so that the first page needs none of it. */
const loadAccount = () => import('./account-app.svelte.ts');

/** Nothing that a person who is about to sign in needs to be told. */
const QUIET: ReadonlySet<AuthCode> = new Set(['unauthorised', 'offline', 'server', 'unexpected_answer']);

/** Who is signed in on this device. Opening what is here needs no network. */
export class Session {
  state = $state.raw<SessionState>({ kind: 'starting' });
  /** What unlocks the open account; empty where it has no lock. */
  ways = $state.raw<readonly LockWay[]>([]);
  /** The browser has cleared this device: how many edits were lost with it. Null when it has not. */
  evicted = $state.raw<number | null>(null);
  /** Who signed in at the server while the account was locked here. */
  #fresh: Me | null = null;
  readonly #tabs: BroadcastChannel | null;
  readonly #env: Env;
  readonly #auth: AuthApi;

  constructor(env: Env) {
    this.#env = env;
    this.#auth = new AuthApi(env.fetcher);
    this.#tabs = env.channel('leadlight-lock');
    if (this.#tabs) this.#tabs.onmessage = (event) => void this.#onTab(event.data as 'lock' | 'ways');
  }

  /** Opens the account of this device, or asks to sign in (a cookie that still holds is enough). */
  async start(): Promise<void> {
    const current = await this.#env.keyStore.current();
    if (current?.kind === 'locked') return this.#showLocked(current);
    if (current && (await this.#openKnown(current.keys))) return;
    this.evicted = this.#env.storeMark.read();
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
    if (before.kind === 'rebuilding' && before.account.accountId === accountIdOf(me.value)) {
      // Only now that the server is sure who it is: what lies here could not be read any more.
      await this.#env.keyStore.forget(before.account.accountId);
      await destroyAccount(before.account.database);
    }
    await this.#open(me.value);
    return null;
  }

  askAgain(): void {
    if (this.state.kind === 'open') this.state = { kind: 'signing-in-again', app: this.state.app };
  }

  /** Closes the account on every tab until it is unlocked; without a lock nothing happens. */
  async lock(): Promise<void> {
    this.#tabs?.postMessage('lock' satisfies 'lock' | 'ways');
    this.#env.tellServiceWorker({ type: 'LOCK' });
    await this.#lockHere();
  }

  async unlock(secret: UnlockSecret): Promise<Failure<UnlockCode> | null> {
    if (this.state.kind !== 'locked') return null;
    const { account } = this.state;
    const keys = await this.#env.keyStore.unlock(account.accountId, secret);
    if (!keys.ok) return keys;
    if (this.#fresh && accountIdOf(this.#fresh) === account.accountId) await this.#openAs(keys.value, this.#fresh);
    else if (!(await this.#openKnown(keys.value))) this.state = { kind: 'signed-out' };
    return null;
  }

  /** Adds, replaces or removes a way to unlock the open account. `proof` is the present way; null where there is none. */
  async changeLock(
    proof: UnlockSecret | null,
    change: { set: UnlockSecret } | { remove: LockWay },
  ): Promise<Failure<UnlockCode> | null> {
    if (this.state.kind !== 'open') return null;
    const { accountId } = this.state.app.keys;
    const { keyStore } = this.#env;
    const changed =
      'set' in change
        ? await keyStore.setLock(accountId, proof, change.set)
        : proof && (await keyStore.removeLock(accountId, proof, change.remove));
    if (changed && !changed.ok) return changed;
    this.ways = await keyStore.ways(accountId);
    this.#tabs?.postMessage('ways' satisfies 'lock' | 'ways');
    return null;
  }

  /** The way to unlock is lost: to the sign-in, whose success rebuilds this device's store. */
  askRebuild(): void {
    if (this.state.kind === 'locked') this.state = { ...this.state, kind: 'rebuilding' };
  }

  backToLock(): void {
    if (this.state.kind === 'rebuilding') this.state = { ...this.state, kind: 'locked' };
  }

  /** No other tab reaches it any more. */
  stop(): void {
    this.#tabs?.close();
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
    this.#env.storeMark.clear();
    if (unsynced === 0 && refused.length === 0) {
      await (await loadAccount()).openStorage(this.#env, app.keys).destroy();
      await this.#env.keyStore.forget(app.keys.accountId);
      await this.#env.shares.forget(app.keys.accountId);
    } else {
      await this.#env.keyStore.signOut();
    }
    this.state = { kind: 'signed-out' };
  }

  async #openKnown(keys: AccountKeys): Promise<boolean> {
    const storage = (await loadAccount()).openStorage(this.#env, keys);
    const me = await storage.getValue<Me>('me').catch(() => null);
    storage.close();
    if (!me) return false;
    await this.#run(keys, me);
    return true;
  }

  async #open(me: Me): Promise<void> {
    const account = await this.#env.keyStore.signIn(accountIdOf(me));
    if (account.kind === 'locked') {
      this.#fresh = me;
      return this.#showLocked(account);
    }
    await this.#openAs(account.keys, me);
  }

  async #openAs(keys: AccountKeys, me: Me): Promise<void> {
    const storage = (await loadAccount()).openStorage(this.#env, keys);
    await storage.setValue('me', me);
    storage.close();
    await this.#run(keys, me);
  }

  async #showLocked(account: LockedAccount): Promise<void> {
    this.state = { kind: 'locked', account, ...(await lookAtSealed(account.database)) };
  }

  async #onTab(message: 'lock' | 'ways'): Promise<void> {
    if (message === 'lock') await this.#lockHere();
    else if ('app' in this.state) this.ways = await this.#env.keyStore.ways(this.state.app.keys.accountId);
  }

  async #lockHere(): Promise<void> {
    if (!('app' in this.state)) return;
    const { app } = this.state;
    const account = await this.#env.keyStore.current();
    if (account?.kind !== 'locked' || account.accountId !== app.keys.accountId) return;
    // The words leave the screen first; what is typed into drafts is sealed before the keys go.
    this.state = { kind: 'starting' };
    await app.keepDrafts();
    await app.stop();
    await this.#showLocked(account);
  }

  async #run(keys: AccountKeys, me: Me): Promise<void> {
    this.ways = await this.#env.keyStore.ways(keys.accountId);
    const { AccountApp } = await loadAccount();
    const app = new AccountApp(this.#env, keys, me);
    app.start();
    this.#fresh = null;
    // Whoever opens the account is at the device.
    this.#env.settings.touched(this.#env.nowMillis());
    this.state = { kind: 'open', app };
    app.sync.subscribe((state) => {
      this.#env.storeMark.write(state.unsynced);
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
    await (await loadAccount()).openStorage(this.#env, app.keys).destroy();
    this.#env.storeMark.clear();
    this.state = { kind: 'signed-out', code: 'member_deactivated' };
  }
}
