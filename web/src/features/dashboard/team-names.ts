import * as v from 'valibot';
import type { Storage } from '../../storage/storage-port.ts';

const Members = v.object({ members: v.array(v.object({ userId: v.string(), name: v.string() })) });
const NAME = 'team-names';

/** Names of the team's members by their id: what is stored first, then what the server says, which is stored. */
export async function teamNames(
  storage: Pick<Storage, 'getValue' | 'setValue'>,
  fetcher: typeof fetch,
  show: (names: ReadonlyMap<string, string>) => void,
): Promise<void> {
  const kept = await storage.getValue<[string, string][]>(NAME);
  if (kept) show(new Map(kept));
  const response = await fetcher('/api/team/members').catch(() => null);
  const body = v.safeParse(Members, response?.ok ? await response.json().catch(() => null) : null);
  // Offline, or not theirs to know: what is stored has to do.
  if (!body.success) return;
  const names = body.output.members.map(({ userId, name }): [string, string] => [userId, name]);
  show(new Map(names));
  await storage.setValue(NAME, names);
}
