import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What an analysis of this server rests on: its release, and the model's `config.json`, which names the hashes of the
 * model's files. Where there is no model, the rules of the release.
 */
export function analysisVersion(modelFolder: string): string {
  const hash = createHash('sha256').update(readFileSync(new URL('../../package.json', import.meta.url)));
  try {
    hash.update(readFileSync(join(modelFolder, 'config.json')));
  } catch {
    // No model: the rule twin answers.
  }
  return hash.digest('base64url').slice(0, 16);
}
