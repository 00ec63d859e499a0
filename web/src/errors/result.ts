/** An expected failure: `code` is stable and maps to a sentence in `sentences.ts`. */
export interface Failure<C extends string = string> {
  ok: false;
  code: C;
  detail?: string;
}
export type Result<T, C extends string = string> = { ok: true; value: T } | Failure<C>;

export const done = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });
export const failed = <C extends string>(code: C, detail?: string): Failure<C> =>
  detail === undefined ? { ok: false, code } : { ok: false, code, detail };

/** Closes a `switch` over a discriminated union. */
export function unreachable(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
