import type { Registered } from '../../models/custom/custom-models.ts';
import { readSums } from '../../models/custom/read-sums.ts';
import type { LeadIntelligence } from '../../models/insight/lead-intelligence.ts';
import { diskFolder } from './disk-folder.ts';
import { nodeModelRuntime } from './model-runtime.ts';

/** Registers the model in a folder on disk by the hashes in its `SHA256SUMS`. */
export async function registerFolder(intelligence: LeadIntelligence, name: string, path: string): Promise<Registered> {
  const folder = diskFolder(path);
  const sums = await readSums(folder, nodeModelRuntime);
  return sums.ok ? intelligence.registerModel({ name, folder, sha256: sums.sha256 }) : sums;
}
