/** One request that changes something, as the server saw it. */
export interface Asked {
  method: string;
  path: string;
  body: unknown;
}
type Handler = (body: never, id: string) => unknown;

const AT = Date.UTC(2026, 10, 20, 10);
const gone = () => Response.json({ code: 'not_found' }, { status: 404 });

/**
 * The routes for admins in memory: what is written is read back, and each changing request is kept. A handler answers
 * with what becomes JSON, or with a response.
 */
export class FakeAdminServer {
  readonly asked: Asked[] = [];
  /** What is to go wrong: a path and the code that is answered. */
  readonly refusals = new Map<string, string>();

  members = [
    { userId: 'u1', name: 'Ana Agent', email: 'ana@example.com', role: 'admin', active: true },
    { userId: 'u2', name: 'Ben <b>Bold</b>', email: 'ben@example.com', role: 'agent', active: true },
  ];
  settings = { name: 'North office', agentsSeeUnassigned: true, locations: [] };
  invites: { id: string; role: string; createdAt: number; expiresAt: number }[] = [];
  passkeys: { id: string; name: string; createdAt: number; lastUsedAt: number | null }[] = [];
  connections = [
    { kind: 'private', locationId: 'loc-1', companyId: null, status: 'connected', expiresAt: null, changedAt: AT },
  ];
  reading = [
    {
      locationId: 'loc-1',
      mode: 'backfill',
      phase: 'messages',
      messages: 340,
      contacts: 20,
      opportunities: 0,
      total: 1000 as number | null,
      reached: AT,
      startedAt: AT,
      finishedAt: null as number | null,
      stoppedAt: null as number | null,
    },
  ];
  writeBack = {
    fields: false,
    levelTag: false,
    tags: false,
    notes: false,
    tasks: false,
    messages: false,
    dnd: true,
    owners: false,
    outcomes: false,
    reconcileMinutes: 30,
    timeZone: null,
    hours: null as ([number, number] | null)[] | null,
  };
  letters = [{ id: 'job-1', kind: 'ghl-out', attempts: 3, error: 'ghl_refused', createdAt: AT }];
  proofs: Record<string, unknown>[] = [];
  policy: Record<string, number | null> = { closedLeadDays: null, inboxDays: 30, opDays: 30, deadLetterDays: 90 };
  audit: Record<string, unknown>[] = [];
  /** Refused edits, newest first, a page each. */
  refused: Record<string, unknown>[] = [];
  own = { push: false, email: false };
  team = { level: 'hot', urgent: true, repeatHours: 24 };
  devices: { id: string; service: string; createdAt: number }[] = [];
  webhooks: { id: string; url: string; events: string[]; createdAt: number }[] = [];
  deliveries: Record<string, unknown>[] = [];
  keys: Record<string, unknown>[] = [];

  readonly #routes: Readonly<Record<string, Handler>> = {
    'GET /api/team/members': () => ({ members: this.members }),
    'PUT /api/team/members/:id/role': ({ role }: { role: string }, id) => this.#member(id, { role }),
    'POST /api/team/members/:id/deactivate': (_: never, id) => this.#member(id, { active: false }),
    'POST /api/team/members/:id/reactivate': (_: never, id) => this.#member(id, { active: true }),
    'GET /api/team/settings': () => this.settings,
    'PUT /api/team/settings': (body: object) => (this.settings = { ...this.settings, ...body }),
    'GET /api/team/invites': () => ({ invites: this.invites }),
    'POST /api/team/invites': ({ role, validHours }: { role: string; validHours: number }) => {
      const invite = { id: `i${this.invites.length}`, role, createdAt: AT, expiresAt: AT + validHours * 3600_000 };
      this.invites = [...this.invites, invite];
      return { ...invite, link: 'https://leadlight.example/#/invite/token-token-token-token' };
    },
    'DELETE /api/team/invites/:id': (_: never, id) => {
      this.invites = this.invites.filter((one) => one.id !== id);
      return { withdrawn: true };
    },
    'GET /api/passkeys': () => ({ passkeys: this.passkeys }),
    'POST /api/passkeys/options': () => ({ challenge: 'x' }),
    'POST /api/passkeys': ({ name }: { name: string }) => {
      this.passkeys = [...this.passkeys, { id: `p${this.passkeys.length}`, name, createdAt: AT, lastUsedAt: null }];
      return { id: 'p', name };
    },
    'DELETE /api/passkeys/:id': (_: never, id) => {
      this.passkeys = this.passkeys.filter((one) => one.id !== id);
      return { removed: true };
    },
    'GET /api/ghl/status': () => ({
      canUseOauth: true,
      connections: this.connections,
      reading: this.reading,
      events: [{ kind: 'InboundMessage', status: 'done', count: 12 }],
      settings: this.writeBack,
    }),
    'POST /api/ghl/connect': () => ({ url: 'https://crm.example/oauth' }),
    'POST /api/ghl/tokens': ({ locationId }: { locationId: string }) => {
      const added = { ...this.connections[0]!, locationId };
      this.connections = [...this.connections, added];
      return { locationId };
    },
    'PUT /api/ghl/settings': (body: typeof this.writeBack) => (this.writeBack = body),
    'POST /api/ghl/locations/:id/workflow-secret': () => ({ secret: 'workflow-secret-value' }),
    'POST /api/ghl/locations/:id/backfill': () => ({ started: true }),
    'DELETE /api/ghl/locations/:id/backfill': () => {
      this.reading = this.reading.map((one) => ({ ...one, stoppedAt: AT }));
      return { stopped: true };
    },
    'POST /api/ghl/locations/:id/backfill/resume': () => {
      this.reading = this.reading.map((one) => ({ ...one, stoppedAt: null }));
      return { resumed: true };
    },
    'DELETE /api/ghl/locations/:id': (_: never, id) => {
      this.connections = this.connections.filter((one) => one.locationId !== id);
      return null;
    },
    'GET /api/ghl/dead-letters': () => ({ items: this.letters, next: null }),
    'POST /api/ghl/dead-letters/:id/rerun': (_: never, id) => {
      this.letters = this.letters.filter((one) => one.id !== id);
      return { queued: true };
    },
    'POST /api/privacy/export': ({ who }: { who: object }) =>
      'email' in who && who.email === 'nobody@example.com' ? gone() : { everything: [] },
    'POST /api/privacy/erase': ({ reason }: { reason: string }) => {
      const erasure = { id: 'e1', reason, actor: 'u1', at: AT, counts: { record: 4, op: 0 }, keyHashes: ['abc123'] };
      this.proofs = [...this.proofs, { ...erasure, suppressed: true, hits: 2, lastHitAt: AT }];
      return { erasures: [erasure] };
    },
    'GET /api/privacy/erasures': () => ({ items: this.proofs }),
    'POST /api/privacy/erasures/:id/lift': () => {
      this.proofs = this.proofs.map((one) => ({ ...one, suppressed: false }));
      return { lifted: 1 };
    },
    'GET /api/privacy/retention': () => this.policy,
    'PUT /api/privacy/retention': (body: typeof this.policy) => (this.policy = body),
    'POST /api/privacy/retention/preview': () => ({ leads: 3, inbox: 1, ops: 0, deadLetters: 0 }),
    'GET /api/privacy/audit': () => ({ items: this.audit, before: null }),
    'GET /api/rejected': () => ({ items: this.refused, next: null }),
    'GET /api/alerts/settings': () => ({ ...this.own, channels: { push: true, email: true } }),
    'PUT /api/alerts/settings': (body: typeof this.own) => (this.own = body),
    'GET /api/alerts/team': () => this.team,
    'PUT /api/alerts/team': (body: typeof this.team) => (this.team = body),
    'GET /api/push/key': () => ({ publicKey: 'BKey' }),
    'GET /api/push/subscriptions': () => ({ subscriptions: this.devices }),
    'POST /api/push/subscriptions': () => {
      // SHA-256 of the endpoint that the tests use, base64url.
      this.devices = [...this.devices, { id: this.deviceId, service: 'push.example', createdAt: AT }];
      return { id: this.deviceId };
    },
    'DELETE /api/push/subscriptions/:id': (_: never, id) => {
      this.devices = this.devices.filter((one) => one.id !== id);
      return null;
    },
    'GET /api/webhooks': () => ({ webhooks: this.webhooks }),
    'POST /api/webhooks': ({ url, events }: { url: string; events: string[] }) => {
      const webhook = { id: 'w1', url, events, createdAt: AT };
      this.webhooks = [...this.webhooks, webhook];
      return { ...webhook, secret: 'whsec-value' };
    },
    'POST /api/webhooks/:id/test': (_: never, id) => {
      const times = { createdAt: AT, changedAt: AT };
      const sent = { id: 'd1', webhookId: id, event: 'webhook.test', leadId: null, attempts: 5, ...times };
      this.deliveries = [{ ...sent, status: 'failed', detail: '500' }];
      return { queued: true };
    },
    'DELETE /api/webhooks/:id': () => {
      this.webhooks = [];
      this.deliveries = [];
      return null;
    },
    'GET /api/webhooks/deliveries': () => ({ items: this.deliveries, next: null }),
    'POST /api/webhooks/deliveries/:id/rerun': () => {
      this.deliveries = this.deliveries.map((one) => ({ ...one, status: 'queued' }));
      return { queued: true };
    },
    'GET /api/keys': () => ({ keys: this.keys }),
    'POST /api/keys': ({ name, scopes, member, validDays }: Record<string, unknown>) => {
      const expiresAt = validDays === null ? null : AT + Number(validDays) * 24 * 3600_000;
      const times = { createdAt: AT, expiresAt, lastUsedAt: null, revokedAt: null };
      this.keys = [...this.keys, { id: 'k1', name, prefix: 'll_abc', scopes, member, ...times }];
      return { id: 'k1', token: 'll_abc-the-whole-token', prefix: 'll_abc', expiresAt, scopes };
    },
    'DELETE /api/keys/:id': () => {
      this.keys = this.keys.map((one) => ({ ...one, revokedAt: AT }));
      return { revoked: true };
    },
  };
  /** The id of the device that subscribes next. */
  deviceId = 'device';

  readonly answer = (method: string, address: string, body: unknown): Response | null => {
    const path = address.replace(/\?.*$/, '');
    const found = Object.entries(this.#routes).find(([route]) => matches(route, `${method} ${path}`));
    if (found === undefined) return null;
    if (method !== 'GET') this.asked.push({ method, path, body });
    const code = this.refusals.get(path);
    if (code !== undefined) return Response.json({ code }, { status: 409 });
    const [route, handler] = found;
    const at = route.split('/').indexOf(':id');
    const answer = handler(body as never, at < 0 ? '' : decodeURIComponent(path.split('/')[at] ?? ''));
    if (answer instanceof Response) return answer;
    return answer === null ? new Response(null, { status: 204 }) : Response.json(answer);
  };

  #member(id: string, more: object): object {
    this.members = this.members.map((one) => (one.userId === id ? { ...one, ...more } : one));
    return {};
  }
}

/** A route with `:id` fits any one part of an address; a route without goes first. */
function matches(route: string, wanted: string): boolean {
  const parts = route.split('/');
  const given = wanted.split('/');
  return parts.length === given.length && parts.every((part, index) => part === ':id' || part === given[index]);
}
