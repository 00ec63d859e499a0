import { betterAuth } from 'better-auth';
import type { Logger } from '../log.ts';
import { DatabaseUnavailableError } from '../storage/failure.ts';
import type { Storage } from '../storage/storage.ts';

export interface User {
  id: string;
  name: string;
  email: string;
}

/** Sign-in, by whatever library does it. */
export interface Auth {
  /** Answers every request under `/api/auth/`. */
  handle(request: Request): Promise<Response>;
  /** The user of the session cookie, or null. */
  userOf(headers: Headers): Promise<User | null>;
  /** Makes an account with a password, or gives an existing one that password; returns the user's id. */
  putAccount(account: { email: string; name: string; password: string }): Promise<string>;
}

export interface AuthOptions {
  storage: Storage;
  secret: string;
  /** Cookies for https only. */
  secure: boolean;
  /** Public URL of the server when it is known (behind a proxy); else each request's own host is taken. */
  publicUrl: string | null;
  logger: Logger;
}

/** Set by the server itself from the socket; what a client sends under this name is dropped. */
export const ADDRESS_HEADER = 'x-leadlight-address';

/** E-mail and password on the server's own database; nobody signs up from outside. */
export function createAuth(options: AuthOptions): Auth {
  const { storage, logger } = options;
  const auth = betterAuth({
    appName: 'Leadlight',
    basePath: '/api/auth',
    ...(options.publicUrl === null ? {} : { baseURL: options.publicUrl }),
    secret: options.secret,
    database: { db: storage.db.sql, type: storage.dialect },
    user: { modelName: 'auth_user' },
    session: { modelName: 'auth_session', expiresIn: 30 * 24 * 3600, updateAge: 24 * 3600 },
    account: { modelName: 'auth_account' },
    verification: { modelName: 'auth_verification' },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 200 },
    // The server has already compared the Origin header with its own host (see `same-origin.ts`).
    trustedOrigins: (request) => (request === undefined ? [] : [request.headers.get('origin')]),
    rateLimit: { enabled: true, storage: 'memory', customRules: { '/sign-in/email': { window: 60, max: 20 } } },
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
  return {
    async handle(request) {
      const response = await auth.handler(request);
      if (response.status >= 500 && !(await storage.ready())) throw new DatabaseUnavailableError();
      return response;
    },
    async userOf(headers) {
      const found = await auth.api.getSession({ headers }).catch(async (error: unknown) => {
        // The library hides what went wrong.
        if (!(await storage.ready())) throw new DatabaseUnavailableError({ cause: error });
        throw error;
      });
      return found && { id: found.user.id, name: found.user.name, email: found.user.email };
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
