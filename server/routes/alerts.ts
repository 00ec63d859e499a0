import { Hono } from 'hono';
import { OwnAlerts, ownAlertsOf, TeamAlerts, teamAlertsOf } from '../alerts/settings.ts';
import type { AppDeps } from '../http/app-env.ts';
import { jsonBody } from '../http/json-body.ts';
import { requireMember } from '../http/require-member.ts';
import { saveAlertSetting } from '../storage/alerts.ts';

/** How a member wants to be told of leads, and what an admin has the team told of. */
export function alertRoutes(deps: AppDeps) {
  const { storage, alerts } = deps;
  const admin = requireMember(deps, 'admin');
  const channels = { push: alerts.vapidPublicKey !== null, email: alerts.canEmail };
  return new Hono()
    .get('/api/alerts/settings', requireMember(deps), async (c) => {
      const { tenantId, userId } = c.get('viewer');
      const own = await storage.inTenant(tenantId, (db) => ownAlertsOf(db, tenantId, userId));
      return c.json({ ...own, channels });
    })
    .put('/api/alerts/settings', requireMember(deps), jsonBody(OwnAlerts), async (c) => {
      const { tenantId, userId } = c.get('viewer');
      const own = c.req.valid('json');
      await storage.inTenant(tenantId, (db) => saveAlertSetting(db, tenantId, userId, own));
      return c.json({ ...own, channels });
    })
    .get('/api/alerts/team', admin, async (c) => {
      const { tenantId } = c.get('viewer');
      return c.json(await storage.inTenant(tenantId, (db) => teamAlertsOf(db, tenantId)));
    })
    .put('/api/alerts/team', admin, jsonBody(TeamAlerts), async (c) => {
      const { tenantId } = c.get('viewer');
      const team = c.req.valid('json');
      await storage.inTenant(tenantId, (db) => saveAlertSetting(db, tenantId, '', team));
      return c.json(team);
    });
}
