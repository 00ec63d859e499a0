import * as v from 'valibot';
import { done, failed, type Failure, type Result } from '../../errors/result.ts';

/** Codes of the server that mean something else here than for an edit, which waits and is sent again. */
const CODES: Readonly<Record<string, string>> = {
  forbidden: 'not_allowed',
  unauthenticated: 'unauthorised',
  too_many_requests: 'too_many_tries',
  not_found: 'gone',
  invalid_request: 'not_accepted',
  internal: 'server_stumbled',
};
const Problem = v.object({ code: v.string() });

/**
 * Requests that need the server there and then: what is not answered was not done, and nothing waits to be sent later.
 * Failures carry the server's stable code, or `needs_network`, `server_stumbled` or `unexpected_answer`.
 */
export class ServerApi {
  readonly #fetcher: typeof fetch;

  constructor(fetcher: typeof fetch) {
    this.#fetcher = fetcher;
  }

  get<S extends v.GenericSchema>(path: string, schema: S): Promise<Result<v.InferOutput<S>>> {
    return this.change('GET', path, undefined, schema);
  }

  async change<S extends v.GenericSchema = v.UnknownSchema>(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: unknown,
    schema?: S,
  ): Promise<Result<v.InferOutput<S>>> {
    const response = await this.#call(method, path, body);
    if (!response.ok || schema === undefined) return response.ok ? done(undefined as v.InferOutput<S>) : response;
    const parsed = v.safeParse(schema, await response.value.json().catch(() => null));
    return parsed.success ? done(parsed.output) : failed('unexpected_answer');
  }

  /** A file that the server makes. */
  async file(path: string, body: unknown): Promise<Result<Blob>> {
    const response = await this.#call('POST', path, body);
    if (!response.ok) return response;
    const blob = await response.value.blob().catch(() => null);
    return blob === null ? failed('needs_network') : done(blob);
  }

  async #call(method: string, path: string, body: unknown): Promise<Result<Response>> {
    const init: RequestInit = { method, signal: AbortSignal.timeout(60_000) };
    if (body !== undefined) {
      init.headers = { 'content-type': 'application/json' };
      init.body = JSON.stringify(body);
    }
    try {
      const response = await this.#fetcher(path, init);
      return response.ok ? done(response) : failureOf(response);
    } catch {
      return failed('needs_network');
    }
  }
}

async function failureOf(response: Response): Promise<Failure> {
  const body: unknown = await response.json().catch(() => null);
  if (v.is(Problem, body)) return failed(CODES[body.code] ?? body.code);
  if (response.status === 401) return failed('unauthorised');
  return failed('server_stumbled', `(${response.status})`);
}
