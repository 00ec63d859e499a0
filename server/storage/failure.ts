/** The database cannot be reached, or the breaker in front of it is open. */
export class DatabaseUnavailableError extends Error {
  readonly code = 'database_unavailable';
  constructor(options?: ErrorOptions) {
    super('The database cannot be reached.', options);
    this.name = 'DatabaseUnavailableError';
  }
}

/** What a failure of the store means for the one who asked. */
export type StorageFailure = 'database_unavailable' | 'storage_full';

/** SQLSTATE (PostgreSQL, appendix A), result codes of SQLite, and errors of the socket. */
const FULL = /^(53100|SQLITE_FULL|ENOSPC)$/;
const UNAVAILABLE =
  /^(08...|57P0[1-5]|53300|database_unavailable|SQLITE_(BUSY|IOERR|CANTOPEN)\w*|ECONN(REFUSED|RESET)|EPIPE|ETIMEDOUT)$/;

/** Tells a store that is away or full from a bug; null for everything else. Follows `cause`. */
export function storageFailureOf(error: unknown): StorageFailure | null {
  for (let e = error, depth = 0; e instanceof Error && depth < 5; e = e.cause, depth++) {
    const code = 'code' in e && typeof e.code === 'string' ? e.code : '';
    if (FULL.test(code)) return 'storage_full';
    // The driver gives a connection that breaks during a query no code.
    if (UNAVAILABLE.test(code) || /^Connection terminated|^Client has encountered a connection error/.test(e.message)) {
      return 'database_unavailable';
    }
  }
  return null;
}
