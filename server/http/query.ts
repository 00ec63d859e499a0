import { validator } from 'hono/validator';
import * as v from 'valibot';
import { describeInput } from './described-input.ts';
import { problem } from './problem.ts';

/** Parses the query by a schema; the answer to a wrong one names the parameter that does not fit. */
export function query<Schema extends v.GenericSchema>(schema: Schema) {
  const handler = validator('query', (value: v.InferInput<Schema>, c) => {
    const parsed = v.safeParse(schema, value);
    if (parsed.success) return parsed.output;
    return problem(c, 400, 'invalid_request', v.getDotPath(parsed.issues[0]) ?? 'query');
  });
  return describeInput(handler, 'query', schema);
}
