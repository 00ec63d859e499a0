import type { Registered } from '../../models/custom/custom-models.ts';
import { refused } from '../../models/custom/refusal.ts';
import { parseSha256Sums } from '../../models/custom/sha256-sums.ts';
import type { LeadIntelligence } from '../../models/insight/lead-intelligence.ts';
import { diskFolder } from './disk-folder.ts';
import { nodeModelRuntime } from './model-runtime.ts';

const SUMS = 'SHA256SUMS';

/** Registers the model in a folder by the hashes in its `SHA256SUMS`. */
export async function registerFolder(intelligence: LeadIntelligence, name: string, path: string): Promise<Registered> {
  const folder = diskFolder(path);
  const sums = await folder.read(SUMS);
  if (sums === null) return refused('hash_missing', `there is no ${SUMS} in ${path}`);
  const { sha256, bad } = parseSha256Sums(nodeModelRuntime.decodeText(sums));
  if (bad.length > 0) return refused('hash_missing', `${SUMS}: line ${bad[0]} is not as sha256sum writes it`);
  return intelligence.registerModel({ name, folder, sha256 });
}
