import type common from './en/common.ts';
import type dashboard from './en/dashboard.ts';
import type errors from './en/errors.ts';
import type lead from './en/lead.ts';
import type leads from './en/leads.ts';
import type lock from './en/lock.ts';
import type more from './en/more.ts';
import type paste from './en/paste.ts';
import type settings from './en/settings.ts';
import type shell from './en/shell.ts';
import type signIn from './en/sign-in.ts';
import type today from './en/today.ts';
import type tour from './en/tour.ts';

/** The languages of the app. */
export const LOCALES = ['en', 'es'] as const;
export type Locale = (typeof LOCALES)[number];

/** The messages of each feature: a default export in `en/FEATURE.ts`, and the same shape in `es/FEATURE.ts`. */
export interface Catalogue {
  common: typeof common;
  dashboard: typeof dashboard;
  errors: typeof errors;
  lead: typeof lead;
  leads: typeof leads;
  lock: typeof lock;
  more: typeof more;
  paste: typeof paste;
  settings: typeof settings;
  shell: typeof shell;
  'sign-in': typeof signIn;
  today: typeof today;
  tour: typeof tour;
}
export type Feature = keyof Catalogue;

/** What the shell itself says: loaded before anything is shown. */
export const ALWAYS: readonly Feature[] = ['common', 'errors', 'shell'];
