/** Thrown by a job that cannot run now though nothing is wrong with it: it waits until `at` and loses no try. */
export class RetryLater extends Error {
  readonly code = 'retry_later';
  /** Milliseconds since 1970. */
  readonly at: number;
  constructor(at: number, reason: string) {
    super(reason);
    this.name = 'RetryLater';
    this.at = at;
  }
}

/** Thrown by a job that would fail again however often it is tried: it is dead at once. */
export class GiveUp extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.name = 'GiveUp';
    this.code = code;
  }
}
