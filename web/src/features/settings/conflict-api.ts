import * as v from 'valibot';
import { ENTITIES } from '../../../../models/protocol/entities.ts';
import { done, failed, type Result } from '../../errors/result.ts';

const Conflict = v.object({
  entity: v.picklist(ENTITIES),
  id: v.string(),
  parent: v.nullable(v.string()),
  field: v.string(),
  opId: v.string(),
  lost: v.unknown(),
  /** Milliseconds since 1970. */
  at: v.number(),
  /** The value that lost was written by who asks. */
  mine: v.boolean(),
});
export type Conflict = v.InferOutput<typeof Conflict>;
const Answer = v.object({ items: v.array(Conflict) });

type Code = 'offline' | 'unauthorised' | 'server' | 'unexpected_answer';

/** Values that lost a merge, as the server keeps them until somebody decides. */
export class ConflictApi {
  readonly #fetcher: typeof fetch;

  constructor(fetcher: typeof fetch) {
    this.#fetcher = fetcher;
  }

  async list(): Promise<Result<Conflict[], Code>> {
    const answer = await this.#ask('/api/conflicts');
    if (!answer.ok) return answer;
    const parsed = v.safeParse(Answer, answer.value);
    return parsed.success ? done(parsed.output.items) : failed('unexpected_answer');
  }

  /** One that somebody else has closed meanwhile counts as closed. */
  async close({ entity, id, field, opId }: Conflict): Promise<Result<null, Code>> {
    const answer = await this.#ask('/api/conflicts/close', { entity, id, field, opId });
    return answer.ok ? done(null) : answer;
  }

  async #ask(path: string, body?: object): Promise<Result<unknown, Code>> {
    const init: RequestInit =
      body === undefined
        ? {}
        : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    let response: Response;
    try {
      response = await this.#fetcher(path, { ...init, signal: AbortSignal.timeout(20_000) });
    } catch {
      return failed('offline');
    }
    if (response.status === 401) return failed('unauthorised');
    if (!response.ok && response.status !== 404) return failed('server', `(${response.status})`);
    return done(await response.json().catch(() => null));
  }
}
