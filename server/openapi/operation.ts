import * as v from 'valibot';

/** A JSON body by its schema, another by its media type. */
export type Body =
  | v.GenericSchema
  | 'text/event-stream'
  | 'application/octet-stream'
  | 'application/x-ndjson'
  | 'text/html'
  | 'text/css';
/** A list where the request says which one is wanted; null for an empty body. */
export type Answer = Body | readonly Body[] | null;

/** What is said of one route. Its request is described by its own validators; `Problem` is every other answer. */
export interface Operation {
  summary: string;
  /** Who is let in: a program by key, a member by session, or anybody. */
  auth: 'key' | 'session' | 'none';
  /** Takes an Idempotency-Key. */
  once?: true;
  answers: Readonly<Partial<Record<number, Answer>>>;
}
/** By method and path as the route has it, e.g. `GET /api/me`. */
export type Operations = Readonly<Record<string, Operation>>;

export const id = v.string();
export const count = v.pipe(v.number(), v.integer());
/** Milliseconds since 1970. */
export const millis = v.pipe(v.number(), v.integer());
export const done = <Name extends string>(name: Name, value = true) =>
  v.strictObject({ [name]: v.literal(value) } as Record<Name, v.LiteralSchema<boolean, undefined>>);
export const listOf = <Name extends string, Item extends v.GenericSchema>(name: Name, item: Item) =>
  v.strictObject({ [name]: v.array(item) } as Record<Name, v.ArraySchema<Item, undefined>>);
