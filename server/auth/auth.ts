import { betterAuth } from 'better-auth';
import { generateSignedCookie } from 'hono/cookie';
import { parse } from 'hono/utils/cookie';
import type { Logger } from '../log.ts';
import { DatabaseUnavailableError } from '../storage/failure.ts';
import type { Storage } from '../storage/storage.ts';
import { readBearer, signBearer } from './bearer.ts';

export interface User {
  id: string;
  name: string;
  email: string;
}

/** A session that holds. */
export interface Session {
  id: string;
  user: User;
  /** The tenant that the user works in; null until the session is used. */
  tenantId: string | null;
}

/** Sign-in, by whatever library does it. */
export interface Auth {
  /** Answers every request under `/api/auth/`. */
  handle(request: Request): Promise<Response>;
  /** The session of the bearer token or, where there is none, of the cookie; or null. */
  sessionOf(headers: Headers): Promise<Session | null>;
  /** The session token that a request carries, whether it still holds or not. */
  tokenIn(headers: Headers): string | null;
  /** Makes an account with a password, or gives an existing one that password; returns the user's id. */
  putAccount(account: { email: string; name: string; password: string }): Promise<string>;
  /** The user with this e-mail address, or null. */
  findAccount(email: string): Promise<string | null>;
  removeAccount(userId: string): Promise<void>;
  /** Opens a session and returns its `Set-Cookie` line. */
  openCookieSession(userId: string): Promise<string>;
  /** Opens a session of so many seconds in a tenant and returns its bearer token. */
  openBearerSession(userId: string, tenantId: string, seconds: number): Promise<string>;
  /** Ends the session of a bearer token; false when it carries none that holds. */
  endBearerSession(headers: Headers): Promise<boolean>;
}

export interface AuthOptions {
  storage: Storage;
  secret: string;
  /** Cookies for https only. */
  secure: boolean;
  /** Public URL of the server when it is known (behind a proxy); else each request's own host is taken. */
  publicUrl: string | null;
  logger: Logger;
  /** How passwords are hashed; the library's scrypt by default. */
  passwords?: {
    hash(password: string): Promise<string>;
    verify(given: { hash: string; password: string }): Promise<boolean>;
  };
}

const SESSION_SECONDS = 30 * 24 * 3600;

const COOKIE = 'leadlight.session_token';

/** Set by the server itself from the socket; what a client sends under this name is dropped. */
export const ADDRESS_HEADER = 'x-leadlight-address';

/** Sessions, and e-mail and password, on the server's own database; nobody signs up from outside. */
export function createAuth(options: AuthOptions): Auth {
  const { storage, logger } = options;
  const auth = betterAuth({
    appName: 'Leadlight',
    basePath: '/api/auth',
    ...(options.publicUrl === null ? {} : { baseURL: options.publicUrl }),
    secret: options.secret,
    database: { db: storage.db.sql, type: storage.dialect },
    user: { modelName: 'auth_user' },
    session: {
      modelName: 'auth_session',
      expiresIn: SESSION_SECONDS,
      updateAge: 24 * 3600,
      additionalFields: { tenantId: { type: 'string', required: false, input: false } },
    },
    account: { modelName: 'auth_account' },
    verification: { modelName: 'auth_verification' },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 10,
      maxPasswordLength: 200,
      ...(options.passwords === undefined ? {} : { password: options.passwords }),
    },
    // The server has already compared the Origin header with its own host (see `same-origin.ts`).
    trustedOrigins: (request) => (request === undefined ? [] : [request.headers.get('origin')]),
    // Ours stands before every route: see `rate-limit.ts` and `login-throttle.ts`.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'leadlight',
      useSecureCookies: options.secure,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
    telemetry: { enabled: false },
    // Arguments are left out: they hold e-mail addresses.
    logger: { level: 'error', log: (level, message) => logger[level]({ area: 'auth' }, message) },
  });
  const cookieAttributes = { httpOnly: true, sameSite: 'Lax', path: '/', secure: options.secure } as const;
  const cookieSession = (headers: Headers) =>
    auth.api.getSession({ headers }).catch(async (error: unknown) => {
      // The library hides what went wrong.
      if (!(await storage.ready())) throw new DatabaseUnavailableError({ cause: error });
      throw error;
    });
  const bearerSession = async (headers: Headers) => {
    const token = readBearer(headers, options.secret);
    if (token === null) return null;
    const found = await (await auth.$context).internalAdapter.findSession(token);
    return found !== null && found.session.expiresAt.getTime() > Date.now() ? found : null;
  };
  return {
    async handle(request) {
      const response = await auth.handler(request);
      if (response.status >= 500 && !(await storage.ready())) throw new DatabaseUnavailableError();
      return response;
    },
    async sessionOf(headers) {
      // A request that brings a bearer token is judged by it alone: see `same-origin.ts`.
      const found = await (headers.has('authorization') ? bearerSession(headers) : cookieSession(headers));
      if (found === null) return null;
      const { session, user } = found;
      const tenantId = typeof session['tenantId'] === 'string' ? session['tenantId'] : null;
      return { id: session.id, user: { id: user.id, name: user.name, email: user.email }, tenantId };
    },
    tokenIn(headers) {
      if (headers.has('authorization')) return readBearer(headers, options.secret);
      const cookies = parse(headers.get('cookie') ?? '');
      const value = cookies[COOKIE] ?? cookies[`__Secure-${COOKIE}`];
      return value?.split('.')[0] ?? null;
    },
    async findAccount(email) {
      const found = await (await auth.$context).internalAdapter.findUserByEmail(email.toLowerCase());
      return found?.user.id ?? null;
    },
    async removeAccount(userId) {
      await (await auth.$context).internalAdapter.deleteUser(userId);
    },
    async openCookieSession(userId) {
      const context = await auth.$context;
      const session = await context.internalAdapter.createSession(userId);
      const options = { ...cookieAttributes, maxAge: SESSION_SECONDS };
      return generateSignedCookie(context.authCookies.sessionToken.name, session.token, context.secret, options);
    },
    async openBearerSession(userId, tenantId, seconds) {
      const expiresAt = new Date(Date.now() + seconds * 1000);
      const { internalAdapter } = await auth.$context;
      const session = await internalAdapter.createSession(userId, false, { tenantId, expiresAt }, true);
      return signBearer(session.token, options.secret);
    },
    async endBearerSession(headers) {
      const found = await bearerSession(headers);
      if (found === null) return false;
      await (await auth.$context).internalAdapter.deleteSession(found.session.token);
      return true;
    },
    async putAccount({ email, name, password }) {
      const context = await auth.$context;
      const hash = await context.password.hash(password);
      const known = await context.internalAdapter.findUserByEmail(email.toLowerCase());
      if (known !== null) {
        await context.internalAdapter.updatePassword(known.user.id, hash);
        return known.user.id;
      }
      const user = await context.internalAdapter.createUser(
        { email: email.toLowerCase(), name, emailVerified: true },
        { method: 'email-password' },
      );
      await context.internalAdapter.linkAccount({
        userId: user.id,
        accountId: user.id,
        providerId: 'credential',
        password: hash,
      });
      return user.id;
    },
  };
}
