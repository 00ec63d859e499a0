import { Hono } from 'hono';
import type { CrmState } from './crm-state.ts';

const DAY_SECONDS = 86_399;

/** Token exchange, rotation and location tokens, as GHL does them: a refresh token works once. */
export function oauthRoutes(
  state: CrmState,
  client: { id: string; secret: string },
  now: () => number,
  id: () => string,
) {
  const { tokens } = state;
  const issue = (owner: { locationId: string | null; companyId: string }, withRefresh: boolean) => {
    const access = `access-${id()}`;
    tokens.access.set(access, { ...owner, until: now() + DAY_SECONDS * 1000 });
    const refresh = withRefresh ? `refresh-${id()}` : null;
    if (refresh !== null) tokens.refresh.set(refresh, owner);
    return {
      access_token: access,
      token_type: 'Bearer',
      expires_in: DAY_SECONDS,
      ...(refresh === null ? {} : { refresh_token: refresh }),
      scope: 'contacts.readonly contacts.write',
      userType: owner.locationId === null ? 'Company' : 'Location',
      companyId: owner.companyId,
      ...(owner.locationId === null ? {} : { locationId: owner.locationId }),
      userId: 'user-1',
    };
  };
  const refused = (error: string) => ({ statusCode: 400, message: error, error });
  return new Hono()
    .post('/oauth/token', async (c) => {
      const form = await c.req.parseBody();
      if (form['client_id'] !== client.id || form['client_secret'] !== client.secret) {
        return c.json({ statusCode: 401, message: 'Invalid client' }, 401);
      }
      const [store, key] =
        form['grant_type'] === 'refresh_token'
          ? [tokens.refresh, String(form['refresh_token'])]
          : [tokens.codes, String(form['code'])];
      const owner = store.get(key);
      if (owner === undefined) return c.json(refused('invalid_grant'), 400);
      store.delete(key);
      return c.json(issue(owner, true));
    })
    .post('/oauth/locationToken', async (c) => {
      const form = await c.req.parseBody();
      const bearer = tokens.access.get((c.req.header('authorization') ?? '').replace(/^Bearer /, ''));
      if (bearer === undefined || bearer.locationId !== null || bearer.until <= now()) {
        return c.json({ statusCode: 401, message: 'Invalid JWT' }, 401);
      }
      if (form['companyId'] !== bearer.companyId) return c.json(refused('wrong company'), 400);
      return c.json(issue({ locationId: String(form['locationId']), companyId: bearer.companyId }, false));
    });
}
