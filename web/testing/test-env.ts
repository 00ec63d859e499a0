import { mount, unmount } from 'svelte';
import App from '../src/features/shell/App.svelte';
import { Clock } from '../src/features/shell/clock.svelte.ts';
import { DeviceSettings } from '../src/features/shell/device-settings.svelte.ts';
import type { PushDevice } from '../src/features/alerts/push-device.ts';
import type { AskPasskey } from '../src/features/sign-in/auth-api.ts';
import type { Env } from '../src/features/shell/env.ts';
import type { Notice } from '../src/features/shell/notices.ts';
import { Router } from '../src/features/shell/router.svelte.ts';
import { Session } from '../src/features/shell/session.svelte.ts';
import { pageVisibility } from '../src/inference/page-visibility.ts';
import { Installing } from '../src/features/shell/installing.svelte.ts';
import { Updates } from '../src/features/shell/updates.svelte.ts';
import { DexieKeyStore } from '../src/storage/dexie-key-store.ts';
import { ShareInbox } from '../src/storage/share-inbox.ts';
import { stretchInWorker } from '../src/storage/stretch-in-worker.ts';
import { leadByLock, wait } from '../src/sync/browser-sync.ts';
import { Toasts } from '../src/ui/toasts.svelte.ts';
import '../src/ui/tokens.css';
import '../src/ui/base.css';
import type { PasskeySecrets } from '../src/features/lock/passkey-secrets.ts';
import type { FakeSyncServer } from './fake-sync-server.ts';

/** The network as the app sees it: sign-in, "who am I", sync by the fake server, a poke stream that stays silent. */
export class FakeNetwork {
  online = true;
  signedIn = false;
  password = 'right';
  /** What the browser answers when it is asked for a passkey; null where it knows none. */
  passkey: object | null = null;
  /** What the app asked of the device it runs on. */
  readonly device = { badge: 0, notices: [] as Notice[], addresses: [] as string[] };
  /** Messages that were to be sent through the CRM, and what became of them. */
  readonly outgoing = new Map<string, { leadId: string; text: string; status: string; reason: string | null }>();
  /** Passkeys that give back secrets; null where the browser knows none. */
  passkeySecrets: PasskeySecrets | null = null;
  /** The mark that a browser which clears storage leaves. */
  held: number | null = null;
  /** Milliseconds that the app's clock is ahead. */
  clockMoved = 0;
  /** What the browser makes when it is asked for a new passkey; null where it knows none. */
  makePasskey: AskPasskey | null = null;
  push: PushDevice | null = null;
  /** Answers what the rest of the server's routes would; null for what it does not know. */
  answer: (method: string, path: string, body: unknown) => Response | null = () => null;
  /** The team has shut the account out. */
  deactivated = false;
  /** What lost a merge, as the server lists it. */
  conflicts: { opId: string }[] = [];
  /** Tokens of open invites. */
  readonly invites = new Set<string>();
  role = 'agent';
  /** The team, as a lead or an admin may read it. */
  members: { userId: string; name: string; active: boolean }[] = [];
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
    const known = this.answer(init?.method ?? 'GET', path, body);
    if (known !== null) return known;
    if (path === '/api/team/members') return Response.json({ members: this.members });
    if (path === '/api/conflicts') return Response.json({ items: this.conflicts });
    if (path === '/api/conflicts/close') {
      const { opId } = body as { opId: string };
      this.conflicts = this.conflicts.filter((conflict) => conflict.opId !== opId);
      return Response.json({ closed: true });
    }
    if (path.startsWith('/api/waiting?')) {
      const { epoch, scope, rows } = this.server;
      const at = new URLSearchParams(path.slice(path.indexOf('?')));
      const changes = [...rows.values()].filter(({ rev }) => rev > Number(at.get('cursor'))).length;
      return Response.json({ changes: at.get('epoch') === epoch && at.get('scope') === scope ? changes : null });
    }
    if (path === '/events') return silentStream(init?.signal ?? null);
    const leadId = /^\/api\/leads\/([^/]+)\/(?:messages|outgoing\/message)$/.exec(path)?.[1];
    if (leadId !== undefined && init?.method === 'POST') {
      const { id, text } = body as { id: string; text: string };
      this.outgoing.set(id, { leadId, text, status: 'queued', reason: null });
      return Response.json({ id, notes: [] }, { status: 202 });
    }
    if (leadId !== undefined) {
      const items = [...this.outgoing].filter(([, one]) => one.leadId === leadId).map(([id, one]) => ({ id, ...one }));
      return Response.json({ items });
    }
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
): { env: Env; router: Router; session: Session; clock: Clock; stop: () => Promise<void> } {
  const stretch = stretchInWorker(
    () => new Worker(new URL('../src/storage/stretch.worker.ts', import.meta.url), { type: 'module' }),
  );
  const keyStore = new DexieKeyStore({ crypto, stretch, nowMillis: () => Date.now() + network.clockMoved }, keys);
  const later = (run: () => void, millis: number): void => void setTimeout(run, millis);
  const env: Env = {
    nowMillis: () => Date.now() + network.clockMoved,
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
    askPasskey: network.passkey === null ? null : () => Promise.resolve(network.passkey),
    crypto,
    keyStore,
    shares: new ShareInbox(crypto, () => Date.now(), `${keys}-shares`),
    stretch,
    passkeySecrets: network.passkeySecrets,
    storeMark: {
      read: () => network.held,
      write: (unsynced) => (network.held = unsynced),
      clear: () => (network.held = null),
    },
    installing: new Installing(window),
    updates: new Updates(),
    tellServiceWorker: () => undefined,
    channel: (name) => new BroadcastChannel(name),
    whileLeading: (name) => leadByLock(navigator.locks, name),
    visibility: pageVisibility(document),
    notices: {
      badge: (count) => void (network.device.badge = count),
      supported: () => true,
      ask: () => Promise.resolve(true),
      allowed: () => true,
      show: (notice) => Promise.resolve(void network.device.notices.push(notice)),
    },
    openAddress: (address) => void network.device.addresses.push(address),
    makeAnalysisWorker: () =>
      new Worker(new URL('../src/inference/analysis.worker.ts', import.meta.url), { type: 'module' }),
    textModel: false,
    makeImportWorker: () =>
      new Worker(new URL('../src/features/import/import.worker.ts', import.meta.url), { type: 'module' }),
    makeFiguresWorker: () =>
      new Worker(new URL('../src/features/dashboard/figures.worker.ts', import.meta.url), { type: 'module' }),
    makeSearchWorker: () => new Worker(new URL('../src/search/search.worker.ts', import.meta.url), { type: 'module' }),
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
    session.stop();
    if ('app' in state) await state.app.stop();
    router.stop();
    keyStore.close();
    target.remove();
  };
  return { env, router, session, clock, stop };
}

function silentStream(signal: AbortSignal | null): Response {
  const body = new ReadableStream({
    start: (controller) => signal?.addEventListener('abort', () => controller.error(signal.reason)),
  });
  return new Response(body, { status: 200 });
}
