import { messages } from '../../../web/src/messages/messages.svelte.ts';
import { DexieKeyStore } from '../../../web/src/storage/dexie-key-store.ts';
import { DexieStorage } from '../../../web/src/storage/dexie-storage.ts';
import { ChangeFeed } from '../../../web/src/storage/change-feed.ts';
import { FakeSyncServer } from '../../../web/testing/fake-sync-server.ts';
import { FakeNetwork, startApp } from '../../../web/testing/test-env.ts';
import { SCREENS } from '../../../web/src/features/shell/screens.ts';
import { ALWAYS } from '../../../web/src/messages/catalogue.ts';
import { ANALYSED_EVERY, fill, leadName } from './fill.ts';

export interface LeadsFigures {
  leads: number;
  messages: number;
  fillMs: number;
  /** From the start of the app to rows on the screen, and to an index that knows every message. */
  listMs: number;
  indexMs: number;
  /** From a tap to the painted lead page, each another lead. */
  tapMs: number[];
  /** From the last key of a query to the painted list. */
  searchMs: number[];
  /** Tasks over 50 ms while scrolling, and the most row nodes at once. */
  scroll: { frames: number; longTasks: number[]; mostRows: number };
}

const QUERIES = [
  'garage',
  'lease six weeks',
  'unit 4711',
  'pre-approved',
  'oak st avail',
  'block 17',
  'kitchn',
  'taxes hoa',
];
const KEYS = 'bench-keys';

/** The app itself over so many leads with ten messages each; called from Playwright. */
async function benchLeads(count: number, taps: number): Promise<LeadsFigures> {
  const network = new FakeNetwork(new FakeSyncServer());
  network.signedIn = true;
  const stretch = () => Promise.reject(new Error('no passphrase is set'));
  const keyStore = new DexieKeyStore({ crypto, stretch, nowMillis: Date.now }, KEYS);
  const account = await keyStore.signIn('t1:u1');
  if (account.kind === 'locked') throw new Error('a new account is open');
  const { keys } = account;
  const feed = new ChangeFeed(null);
  const storage = new DexieStorage({ keys, crypto, feed, nowMillis: Date.now, uuid: () => crypto.randomUUID() });
  await storage.setValue('me', { user: network.user, tenant: 't1', role: 'lead' });
  storage.close();
  keyStore.close();
  const filling = performance.now();
  await fill(keys, count);
  const fillMs = performance.now() - filling;

  await messages.load([...ALWAYS, 'leads']);
  await Promise.all([SCREENS.leads.load(), SCREENS.lead.load()]);
  location.hash = '#/leads';
  const starting = performance.now();
  startApp(network, KEYS);
  await until(() => rows() > 0);
  const listMs = performance.now() - starting;
  const scroll = await scrolled();
  const search = document.querySelector<HTMLInputElement>('[data-search]')!;
  // The last lead's own words: the index is whole once it knows them.
  await until(() => {
    type(search, `unit ${count - 1}`);
    return rows() === 1;
  }, 250);
  const indexMs = performance.now() - starting;
  const searchMs: number[] = [];
  for (const query of [...QUERIES, ...QUERIES]) {
    type(search, query.slice(0, -1));
    await answered(query.slice(0, -1));
    const start = performance.now();
    type(search, query);
    await answered(query);
    await painted();
    searchMs.push(performance.now() - start);
  }
  const tapMs: number[] = [];
  for (let i = 0; i < taps; i += 1) {
    const name = leadName(i * ANALYSED_EVERY);
    type(search, name);
    await until(() => document.querySelector(`[data-lead="lead-${i * ANALYSED_EVERY}"]`) !== null);
    await answered(name);
    await pause(100);
    const link = document.querySelector<HTMLElement>(`[data-lead="lead-${i * ANALYSED_EVERY}"]`)!;
    const start = performance.now();
    link.click();
    await until(() => document.querySelectorAll(`article[aria-label="${name}"] [data-message]`).length === 10);
    await painted();
    tapMs.push(performance.now() - start);
    location.hash = '#/leads';
    await until(() => document.querySelector('article') === null && search.isConnected);
  }
  return { leads: count, messages: count * 10, fillMs, listMs, indexMs, tapMs, searchMs, scroll };
}

const rows = () => document.querySelectorAll('[data-lead]').length;
const answered = (query: string) =>
  until(() => document.querySelector('[data-answered]')?.getAttribute('data-answered') === query);

async function scrolled(): Promise<LeadsFigures['scroll']> {
  await pause(500);
  const longTasks: number[] = [];
  const observer = new PerformanceObserver((list) => longTasks.push(...list.getEntries().map((e) => e.duration)));
  observer.observe({ type: 'longtask' });
  const scroller = document.querySelector<HTMLElement>('table')!.parentElement!;
  const frames = 240;
  let mostRows = 0;
  for (let i = 0; i < frames; i += 1) {
    // A flick a second: fast enough that every frame draws rows anew.
    scroller.scrollTop += i % 60 === 59 ? 40_000 : 350;
    await frame();
    mostRows = Math.max(mostRows, rows());
  }
  await pause(200);
  observer.disconnect();
  scroller.scrollTop = 0;
  return { frames, longTasks, mostRows };
}

function type(input: HTMLInputElement, text: string): void {
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

const pause = (millis: number) => new Promise((resolve) => setTimeout(resolve, millis));
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
/** After the frame that is under way is on the screen. */
async function painted(): Promise<void> {
  await frame();
  await pause(0);
}
async function until(done: () => boolean, every = 0): Promise<void> {
  while (!done()) await (every > 0 ? pause(every) : frame());
}

Object.assign(window, { benchLeads });
