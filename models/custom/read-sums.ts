import { refused, type Refusal } from './refusal.ts';
import { parseSha256Sums } from './sha256-sums.ts';
import type { ModelFolder, ModelRegistration, ModelRuntime } from './types.ts';

const SUMS = 'SHA256SUMS';

/** The hashes that a folder's own `SHA256SUMS` names. */
export async function readSums(
  folder: ModelFolder,
  { decodeText }: Pick<ModelRuntime, 'decodeText'>,
): Promise<{ ok: true; sha256: ModelRegistration['sha256'] } | Refusal> {
  const bytes = await folder.read(SUMS);
  if (bytes === null) return refused('hash_missing', `there is no ${SUMS} in the folder`);
  const { sha256, bad } = parseSha256Sums(decodeText(bytes));
  return bad.length === 0
    ? { ok: true, sha256 }
    : refused('hash_missing', `${SUMS}: line ${bad[0]} is not as sha256sum writes it`);
}
