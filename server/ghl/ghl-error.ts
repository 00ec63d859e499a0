/** Why a call to GHL did not work. */
export type GhlErrorCode =
  /** No access to the location is stored, or it was uninstalled. */
  | 'ghl_not_connected'
  /** GHL no longer takes the stored access: an admin must connect again. */
  | 'ghl_reconnect_needed'
  /** The limit of the window or of the day is used up; `retryAt` says until when. */
  | 'ghl_rate_limited'
  /** Too many failures in a row: nothing is sent before `retryAt`. */
  | 'ghl_circuit_open'
  /** No answer, a cut connection or an error of GHL's own (5xx): the work may or may not have been done. */
  | 'ghl_unavailable'
  /** GHL refused the content (422): a create may have been done nevertheless. */
  | 'ghl_unprocessable'
  | 'ghl_not_found'
  /** GHL refused the request (another 4xx). */
  | 'ghl_refused'
  /** The answer is not of the documented form. */
  | 'ghl_unexpected_answer';

/** The message names codes and statuses only: answers of GHL quote people's data. */
export class GhlError extends Error {
  readonly code: GhlErrorCode;
  readonly status: number | null;
  readonly retryAt: number | null;
  constructor(code: GhlErrorCode, more: { status?: number; retryAt?: number } = {}) {
    super(more.status === undefined ? code : `${code} (${more.status})`);
    this.name = 'GhlError';
    this.code = code;
    this.status = more.status ?? null;
    this.retryAt = more.retryAt ?? null;
  }
}

/** Whether a create that ended so may have been done: then it must be looked for before it is tried again. */
export function mayHaveBeenDone(error: unknown): boolean {
  return (
    error instanceof GhlError && ['ghl_unavailable', 'ghl_unprocessable', 'ghl_unexpected_answer'].includes(error.code)
  );
}
