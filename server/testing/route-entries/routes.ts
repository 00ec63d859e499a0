import type { Entry } from './entry.ts';
import { ACCOUNT_ROUTES } from './account-routes.ts';
import { ALERT_ROUTES } from './alert-routes.ts';
import { GHL_ROUTES } from './ghl-routes.ts';
import { LEAD_ROUTES } from './lead-routes.ts';
import { MODEL_ROUTES } from './model-routes.ts';
import { PRIVACY_ROUTES } from './privacy-routes.ts';
import { PROGRAM_ROUTES } from './program-routes.ts';
import { SERVER_ROUTES } from './server-routes.ts';
import { TEAM_ROUTES } from './team-routes.ts';

/** Every route of the application; `no-leak.test.ts` walks them. A new route needs an entry. */
export const ROUTES: Record<string, Entry> = {
  ...SERVER_ROUTES,
  ...ACCOUNT_ROUTES,
  ...TEAM_ROUTES,
  ...LEAD_ROUTES,
  ...GHL_ROUTES,
  ...PRIVACY_ROUTES,
  ...ALERT_ROUTES,
  ...MODEL_ROUTES,
  ...PROGRAM_ROUTES,
};
