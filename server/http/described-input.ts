import type * as v from 'valibot';

export interface DescribedInput {
  target: 'json' | 'query';
  schema: v.GenericSchema;
}

const inputs = new WeakMap<object, DescribedInput>();

/** Remembers by which schema a validator's handler parses, so that the API's description is made from the same one. */
export function describeInput<Handler extends object>(
  handler: Handler,
  target: DescribedInput['target'],
  schema: v.GenericSchema,
): Handler {
  inputs.set(handler, { target, schema });
  return handler;
}

/** What a handler parses; undefined for one that is no validator of ours. */
export const inputOf = (handler: object): DescribedInput | undefined => inputs.get(handler);
