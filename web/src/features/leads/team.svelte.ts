import * as v from 'valibot';
import type { Storage } from '../../storage/storage-port.ts';
import type { Me } from '../sign-in/auth-api.ts';

const Members = v.object({
  members: v.array(v.object({ userId: v.string(), name: v.string(), active: v.boolean() })),
});
type Member = v.InferOutput<typeof Members>['members'][number];
const VALUE = 'team';

/** The team as this device last heard of it: the names of owners, and to whom leads can go, also without a network. */
export class Team {
  members = $state.raw<readonly Member[]>([]);
  readonly #me: Me;
  readonly #storage: Storage;
  readonly #fetcher: typeof fetch;

  constructor(me: Me, storage: Storage, fetcher: typeof fetch) {
    this.#me = me;
    this.#storage = storage;
    this.#fetcher = fetcher;
  }

  /** Only admins and team leads hand out leads; the server holds everyone to it. */
  get mayAssign(): boolean {
    return this.#me.role === 'admin' || this.#me.role === 'lead';
  }

  /** Whose name is known; null for anybody else. */
  nameOf(userId: string): string | null {
    if (userId === this.#me.user.id) return this.#me.user.name;
    return this.members.find((member) => member.userId === userId)?.name ?? null;
  }

  /** What is here at once, then what the server says, where it can be asked. */
  async load(): Promise<void> {
    this.members = (await this.#storage.getValue<Member[]>(VALUE)) ?? [];
    if (!this.mayAssign) return;
    try {
      const response = await this.#fetcher('/api/team/members', { signal: AbortSignal.timeout(20_000) });
      const answer = v.safeParse(Members, await response.json());
      if (!response.ok || !answer.success) return;
      this.members = answer.output.members;
      await this.#storage.setValue(VALUE, this.members);
    } catch {
      // Offline: what is known stands.
    }
  }
}
