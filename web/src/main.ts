import {
  browserSupportsWebAuthn,
  startAuthentication,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import { mount } from 'svelte';
import { askGhl, FRAMED_PAGE, ghlFetcher } from './features/sign-in/ghl-frame.ts';
import App from './features/shell/App.svelte';
import { Clock } from './features/shell/clock.svelte.ts';
import type { Env } from './features/shell/env.ts';
import InsecurePage from './features/shell/InsecurePage.svelte';
import { Router } from './features/shell/router.svelte.ts';
import { Session } from './features/shell/session.svelte.ts';
import { offerUpdates } from './features/shell/update-prompt.ts';
import { pageVisibility } from './inference/page-visibility.ts';
import { DexieKeyStore } from './storage/dexie-key-store.ts';
import { leadByLock, wait } from './sync/browser-sync.ts';
import { Toasts } from './ui/toasts.svelte.ts';
import './ui/tokens.css';
import './ui/base.css';

// The composition root of the page: the only place that touches the real clock, chance, network and browser.
const target = document.getElementById('app');
if (!target) throw new Error('index.html lost its #app');

if (!window.isSecureContext) {
  mount(InsecurePage, { target, props: { host: location.host } });
} else {
  const later = (run: () => void, millis: number): void => void setTimeout(run, millis);
  const ownFetch: typeof fetch = (input, init) => fetch(input, init);
  const whoLooks = () => askGhl(window, AbortSignal.timeout(10_000));
  const env: Env = {
    nowMillis: () => Date.now(),
    nowIso: () => new Date().toISOString(),
    uuid: () => crypto.randomUUID(),
    random: () => Math.random(),
    later,
    wait,
    fetcher: location.pathname === FRAMED_PAGE ? ghlFetcher(ownFetch, whoLooks) : ownFetch,
    askPasskey: browserSupportsWebAuthn()
      ? (options) => startAuthentication({ optionsJSON: options as PublicKeyCredentialRequestOptionsJSON })
      : null,
    crypto,
    keyStore: new DexieKeyStore(crypto),
    channel: (name) => new BroadcastChannel(name),
    whileLeading: (name) => leadByLock(navigator.locks, name),
    visibility: pageVisibility(document),
    makeAnalysisWorker: () =>
      new Worker(new URL('./inference/analysis.worker.ts', import.meta.url), { type: 'module', name: 'analysis' }),
    textModel: true,
    makeImportWorker: () =>
      new Worker(new URL('./features/import/import.worker.ts', import.meta.url), { type: 'module', name: 'import' }),
  };
  const toasts = new Toasts(later);
  const session = new Session(env);
  const router = new Router(window);
  const clock = new Clock(env.nowMillis, (run, millis) => void setInterval(run, millis));
  mount(App, { target, props: { env, session, router, clock, toasts } });
  void session.start();
  if (import.meta.env.PROD) void offerUpdates(toasts, window);
}
