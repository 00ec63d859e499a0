import { createContext } from 'svelte';
import type { Toasts } from '../../ui/toasts.svelte.ts';
import type { AccountApp } from './account-app.svelte.ts';
import type { Clock } from './clock.svelte.ts';
import type { Env } from './env.ts';
import type { Router } from './router.svelte.ts';

/** What every screen of an open account may use. */
export interface Screens {
  app: AccountApp;
  env: Env;
  router: Router;
  clock: Clock;
  toasts: Toasts;
  signOut: () => void;
  signInAgain: () => void;
}

export const [getScreens, setScreens] = createContext<Screens>();
