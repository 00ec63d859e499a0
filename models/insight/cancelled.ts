/** The analysis was cancelled through its signal. */
export class Cancelled extends Error {
  readonly code = 'cancelled';
}
