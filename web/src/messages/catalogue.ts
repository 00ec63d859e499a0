import type alerts from './en/alerts.ts';
import type admin from './en/admin.ts';
import type common from './en/common.ts';
import type core from './en/core.ts';
import type dashboard from './en/dashboard.ts';
import type errors from './en/errors.ts';
import type ghl from './en/ghl.ts';
import type importing from './en/import.ts';
import type keys from './en/keys.ts';
import type lead from './en/lead.ts';
import type leads from './en/leads.ts';
import type lock from './en/lock.ts';
import type models from './en/models.ts';
import type more from './en/more.ts';
import type passkeys from './en/passkeys.ts';
import type paste from './en/paste.ts';
import type privacy from './en/privacy.ts';
import type settings from './en/settings.ts';
import type shell from './en/shell.ts';
import type signIn from './en/sign-in.ts';
import type team from './en/team.ts';
import type today from './en/today.ts';
import type tour from './en/tour.ts';

/** The languages of the app. */
export const LOCALES = ['en', 'es'] as const;
export type Locale = (typeof LOCALES)[number];

/** The messages of each feature: a default export in `en/FEATURE.ts`, and the same shape in `es/FEATURE.ts`. */
export interface Catalogue {
  admin: typeof admin;
  alerts: typeof alerts;
  common: typeof common;
  core: typeof core;
  dashboard: typeof dashboard;
  errors: typeof errors;
  ghl: typeof ghl;
  import: typeof importing;
  keys: typeof keys;
  lead: typeof lead;
  leads: typeof leads;
  lock: typeof lock;
  models: typeof models;
  more: typeof more;
  passkeys: typeof passkeys;
  paste: typeof paste;
  privacy: typeof privacy;
  settings: typeof settings;
  shell: typeof shell;
  'sign-in': typeof signIn;
  team: typeof team;
  today: typeof today;
  tour: typeof tour;
}
export type Feature = keyof Catalogue;

/** What the shell itself says: loaded before anything is shown. */
export const ALWAYS: readonly Feature[] = ['common', 'errors', 'shell'];
