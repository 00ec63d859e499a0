import type { AddressInfo } from 'node:net';
import { serve, type HttpBindings } from '@hono/node-server';
import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { contactRoutes } from './contact-routes.ts';
import { conversationRoutes } from './conversation-routes.ts';
import { createCrmState } from './crm-state.ts';
import { createFaults, type FaultKind } from './faults.ts';
import { oauthRoutes } from './oauth-routes.ts';
import { officialValidator } from './openapi-validator.ts';

export const CLIENT = { id: 'client-1', secret: 'client-secret-1' };
const WINDOW = 10_000;
type Env = { Bindings: HttpBindings };

export type StandIn = Awaited<ReturnType<typeof startStandIn>>;

/**
 * GoHighLevel's REST service on loopback: state in memory, every request and answer checked against the official
 * OpenAPI (`violations` collects what does not fit), faults to inject, and the rate limit with its headers.
 */
export async function startStandIn(options: { now: () => number }) {
  const state = createCrmState();
  const faults = createFaults();
  const validator = officialValidator();
  const violations: string[] = [];
  const requests: { method: string; path: string; body: unknown; token: string }[] = [];
  const limits = { perWindow: 100, perDay: 200_000 };
  const used = { window: 0, windowStart: -Infinity, day: 0 };
  let serial = 0;
  const id = () => String(++serial).padStart(6, '0');

  const checkShape: MiddlewareHandler<Env> = async (c, next) => {
    const body = await bodyOf(c);
    const url = new URL(c.req.url);
    const seen = { method: c.req.method, path: c.req.path, query: url.searchParams, headers: c.req.raw.headers, body };
    const problems = validator.request(seen);
    if (problems.length > 0) {
      violations.push(...problems);
      return c.json({ statusCode: 422, message: problems }, 422);
    }
    await next();
    const answer: unknown = await c.res.clone().json();
    const unwrapped = /\/conversations\/[^/]+\/messages$/.test(c.req.path) && c.res.ok ? unwrap(answer) : answer;
    violations.push(...validator.answer(c.req.method, c.req.path, c.res.status, unwrapped));
  };

  const countRequests: MiddlewareHandler<Env> = async (c, next) => {
    if (options.now() - used.windowStart >= WINDOW) Object.assign(used, { window: 0, windowStart: options.now() });
    requests.push({ method: c.req.method, path: c.req.path, body: await bodyOf(c), token: tokenOf(c) });
    used.window += 1;
    used.day += 1;
    const over = used.window > limits.perWindow || used.day > limits.perDay;
    if (over) c.res = c.json({ statusCode: 429, message: 'Too many requests' }, 429);
    else await next();
    c.res.headers.set('X-RateLimit-Max', String(limits.perWindow));
    c.res.headers.set('X-RateLimit-Interval-Milliseconds', String(WINDOW));
    c.res.headers.set('X-RateLimit-Remaining', String(Math.max(0, limits.perWindow - used.window)));
    c.res.headers.set('X-RateLimit-Limit-Daily', String(limits.perDay));
    c.res.headers.set('X-RateLimit-Daily-Remaining', String(Math.max(0, limits.perDay - used.day)));
  };

  const meetFault: MiddlewareHandler<Env> = async (c, next) => {
    const fault = faults.take(c.req.method, c.req.path);
    if (fault === null) return next();
    if (fault.kind !== 'done-but-422' && fault.kind !== 'lost') return answerFault(c, fault);
    await next();
    // Hono keeps an answer that is there already unless it is taken away first.
    c.res = undefined;
    c.res = await answerFault(c, fault);
    return undefined;
  };

  const checkToken: MiddlewareHandler<Env> = async (c, next) => {
    if (c.req.path.startsWith('/oauth/')) return next();
    const token = tokenOf(c);
    const access = state.tokens.access.get(token);
    if (state.tokens.privates.has(token) || (access !== undefined && access.until > options.now())) return next();
    return c.json({ statusCode: 401, message: 'Invalid JWT' }, 401);
  };

  const app = new Hono<Env>()
    .use(countRequests, meetFault, checkToken, checkShape)
    .route('/', oauthRoutes(state, CLIENT, options.now, id))
    .route('/', contactRoutes(state, options.now, id))
    .route('/', conversationRoutes(state, options.now, id));
  const { server, port } = await new Promise<{ server: ReturnType<typeof serve>; port: number }>((done) => {
    const started = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, (info: AddressInfo) =>
      done({ server: started, port: info.port }),
    );
  });

  return {
    url: `http://127.0.0.1:${port}`,
    state,
    faults,
    limits,
    violations,
    requests,
    /** How often a call was made, by `POST /contacts/:id/notes`. */
    count(call: string): number {
      const pattern = new RegExp(`^${call.replace(/:\w+/g, '[^/]+')}$`);
      return requests.filter((one) => pattern.test(`${one.method} ${one.path}`)).length;
    },
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}

function answerFault(c: Context<Env>, fault: FaultKind): Response | Promise<Response> {
  switch (fault.kind) {
    case 'status':
      return c.json({ statusCode: fault.status, message: 'Injected' }, fault.status as 500, fault.headers ?? {});
    case 'done-but-422':
      return c.json({ statusCode: 422, message: ['Injected'] }, 422);
    case 'expired':
      return c.json({ statusCode: 401, message: 'Invalid JWT' }, 401);
    case 'lost':
      c.env.incoming.socket.destroy();
      return c.body(null);
    case 'silence':
      return new Promise((done) => c.env.incoming.socket.once('close', () => done(c.body(null))));
  }
}

function tokenOf(c: Context): string {
  return (c.req.header('authorization') ?? '').replace(/^Bearer /, '');
}

async function bodyOf(c: Context): Promise<unknown> {
  const type = c.req.header('content-type') ?? '';
  if (type.includes('json')) return c.req.json();
  if (type.includes('form-urlencoded')) return c.req.parseBody();
  return undefined;
}

function unwrap(answer: unknown): unknown {
  return (answer as { messages: unknown }).messages;
}
