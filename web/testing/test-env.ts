import { mount, unmount } from 'svelte';
import App from '../src/features/shell/App.svelte';
import { Clock } from '../src/features/shell/clock.svelte.ts';
import { DeviceSettings } from '../src/features/shell/device-settings.svelte.ts';
import type { PushDevice } from '../src/features/alerts/push-device.ts';
import type { AskPasskey } from '../src/features/sign-in/auth-api.ts';
import type { Env } from '../src/features/shell/env.ts';
import { Router } from '../src/features/shell/router.svelte.ts';
import { Session } from '../src/features/shell/session.svelte.ts';
import { pageVisibility } from '../src/inference/page-visibility.ts';
import { DexieKeyStore } from '../src/storage/dexie-key-store.ts';
import { leadByLock, wait } from '../src/sync/browser-sync.ts';
import { Toasts } from '../src/ui/toasts.svelte.ts';
import '../src/ui/tokens.css';
import '../src/ui/base.css';
import type { FakeSyncServer } from './fake-sync-server.ts';

/** The network as the app sees it: sign-in, "who am I", sync by the fake server, a poke stream that stays silent. */
export class FakeNetwork {
  online = true;
  signedIn = false;
  password = 'right';
  /** What the browser answers when it is asked for a passkey; null where it knows none. */
  passkey: object | null = null;
  /** What the browser makes when it is asked for a new passkey; null where it knows none. */
  makePasskey: AskPasskey | null = null;
  push: PushDevice | null = null;
  /** Addresses that were handed to the device. */
  readonly opened: string[] = [];
  role = 'agent';
  /** Answers what the rest of the server's routes would; null for what it does not know. */
  answer: (method: string, path: string, body: unknown) => Response | null = () => null;
  /** The team has shut the account out. */
  deactivated = false;
  /** Tokens of open invites. */
  readonly invites = new Set<string>();
  user = { id: 'u1', name: 'Ana Agent', email: 'ana@example.com' };
  readonly server: FakeSyncServer;

  constructor(server: FakeSyncServer) {
    this.server = server;
  }

  readonly fetcher: typeof fetch = async (input, init) => {
    if (!this.online) throw new TypeError('no network');
    const path = String(input);
    const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : null;
    if (path === '/api/auth/sign-in/email') {
      this.signedIn = (body as { password: string }).password === this.password;
      return Response.json({}, { status: this.signedIn ? 200 : 401 });
    }
    if (path === '/api/auth/sign-out') {
      this.signedIn = false;
      return Response.json({});
    }
    if (path === '/api/passkeys/sign-in/options') return Response.json({ challenge: 'x' });
    if (path === '/api/passkeys/sign-in') {
      this.signedIn = (body as { response: { id?: string } }).response.id === 'known';
      return this.signedIn ? Response.json({}) : Response.json({ code: 'passkey_refused' }, { status: 401 });
    }
    if (path === '/api/invites/look' || path === '/api/invites/accept') {
      const { token, account } = body as { token: string; account?: { password: string } };
      if (!this.invites.has(token)) return Response.json({ code: 'invite_invalid' }, { status: 404 });
      if (account === undefined) return Response.json({ team: 'North office', role: 'agent' });
      this.invites.delete(token);
      this.password = account.password;
      return Response.json({}, { status: 201 });
    }
    if (this.deactivated) return Response.json({ code: 'member_deactivated' }, { status: 401 });
    if (!this.signedIn) return Response.json({}, { status: 401 });
    if (path === '/api/me') return Response.json({ user: this.user, tenant: 't1', role: this.role });
    if (path === '/events') return silentStream(init?.signal ?? null);
    const known = this.answer(init?.method ?? 'GET', path, body);
    if (known !== null) return known;
    const answer = await this.server.transport(body as never, init?.signal ?? new AbortController().signal);
    return answer.ok ? Response.json(answer.value) : Response.json({}, { status: 500 });
  };
}

/** The whole app on real IndexedDB, workers and locks; `stop` takes it off the page. */
export function startApp(
  network: FakeNetwork,
  keys: string,
  /** What the device remembers of its own; the tour was seen unless told otherwise. */
  given: Record<string, string> = { 'leadlight.tour': 'seen' },
): { env: Env; router: Router; stop: () => Promise<void> } {
  const keyStore = new DexieKeyStore(crypto, keys);
  const later = (run: () => void, millis: number): void => void setTimeout(run, millis);
  const env: Env = {
    nowMillis: () => Date.now(),
    nowIso: () => new Date().toISOString(),
    uuid: () => crypto.randomUUID(),
    random: () => Math.random(),
    later,
    whenIdle: () => undefined,
    settings: new DeviceSettings(() => ({
      getItem: (name) => given[name] ?? null,
      setItem: (name, value) => void (given[name] = value),
    })),
    languages: ['en-US'],
    wait: (millis, signal) => wait(Math.min(millis, 200), signal),
    fetcher: network.fetcher,
    makePasskey: network.makePasskey,
    push: network.push,
    openAddress: (address) => void network.opened.push(address),
    askPasskey: network.passkey === null ? null : () => Promise.resolve(network.passkey),
    crypto,
    keyStore,
    channel: (name) => new BroadcastChannel(name),
    whileLeading: (name) => leadByLock(navigator.locks, name),
    visibility: pageVisibility(document),
    makeAnalysisWorker: () =>
      new Worker(new URL('../src/inference/analysis.worker.ts', import.meta.url), { type: 'module' }),
    textModel: false,
    makeImportWorker: () =>
      new Worker(new URL('../src/features/import/import.worker.ts', import.meta.url), { type: 'module' }),
  };
  const session = new Session(env);
  const router = new Router(window);
  const clock = new Clock(env.nowMillis, () => undefined);
  const target = document.body.appendChild(document.createElement('div'));
  const app = mount(App, { target, props: { env, session, router, clock, toasts: new Toasts(later) } });
  void session.start();
  const stop = async () => {
    const { state } = session;
    await unmount(app);
    if ('app' in state) await state.app.stop();
    router.stop();
    keyStore.close();
    target.remove();
  };
  return { env, router, stop };
}

function silentStream(signal: AbortSignal | null): Response {
  const body = new ReadableStream({
    start: (controller) => signal?.addEventListener('abort', () => controller.error(signal.reason)),
  });
  return new Response(body, { status: 200 });
}
