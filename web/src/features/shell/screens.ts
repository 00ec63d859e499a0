import { LazyScreen } from './lazy-screen.svelte.ts';

/** Every screen of the app, each a chunk of its own; `scripts/check-budgets.ts` weighs them by this list. */
export const SCREENS = {
  'sign-in': new LazyScreen({
    load: () => import('../sign-in/SignIn.svelte'),
    words: ['sign-in'],
    skeleton: 'page',
  }),
  unlock: new LazyScreen({ load: () => import('../lock/UnlockPage.svelte'), words: ['lock'], skeleton: 'page' }),
  today: new LazyScreen({
    load: () => import('../today/TodayPane.svelte'),
    words: ['today', 'leads', 'core'],
    skeleton: 'list',
  }),
  leads: new LazyScreen({
    load: () => import('../leads/LeadsPane.svelte'),
    words: ['leads', 'core'],
    skeleton: 'list',
  }),
  lead: new LazyScreen({ load: () => import('../lead/LeadPage.svelte'), words: ['lead', 'core'], skeleton: 'lead' }),
  paste: new LazyScreen({
    load: () => import('../paste/PastePage.svelte'),
    words: ['paste', 'core'],
    skeleton: 'page',
  }),
  insights: new LazyScreen({
    load: () => import('../dashboard/DashboardPage.svelte'),
    words: ['dashboard'],
    skeleton: 'page',
  }),
  models: new LazyScreen({ load: () => import('../models/ModelsPage.svelte'), words: ['models'], skeleton: 'page' }),
  import: new LazyScreen({ load: () => import('../import/ImportPage.svelte'), words: ['import'], skeleton: 'page' }),
  settings: new LazyScreen({
    load: () => import('../settings/SettingsPage.svelte'),
    words: ['settings', 'lock'],
    skeleton: 'page',
  }),
  more: new LazyScreen({
    load: () => import('../more/MorePage.svelte'),
    words: ['more', 'settings'],
    skeleton: 'page',
  }),
  team: new LazyScreen({
    load: () => import('../team/TeamPage.svelte'),
    words: ['admin', 'team'],
    skeleton: 'page',
  }),
  passkeys: new LazyScreen({
    load: () => import('../passkeys/PasskeysPage.svelte'),
    words: ['admin', 'passkeys'],
    skeleton: 'page',
  }),
  ghl: new LazyScreen({
    load: () => import('../ghl/GhlPage.svelte'),
    words: ['admin', 'ghl', 'settings'],
    skeleton: 'page',
  }),
  privacy: new LazyScreen({
    load: () => import('../privacy/PrivacyPage.svelte'),
    words: ['admin', 'privacy', 'settings'],
    skeleton: 'page',
  }),
  alerts: new LazyScreen({
    load: () => import('../alerts/AlertsPage.svelte'),
    words: ['admin', 'alerts'],
    skeleton: 'page',
  }),
  keys: new LazyScreen({ load: () => import('../keys/KeysPage.svelte'), words: ['admin', 'keys'], skeleton: 'page' }),
  help: new LazyScreen({ load: () => import('./Help.svelte'), words: [], skeleton: 'none' }),
  tour: new LazyScreen({ load: () => import('../tour/TourPage.svelte'), words: ['tour'], skeleton: 'page' }),
};

/** Loads the screens that were not opened yet, one after the other, so that opening them needs no wait. */
export async function prefetchScreens(): Promise<void> {
  for (const screen of Object.values(SCREENS)) await screen.load();
}
