import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The secret kept in the data folder; made on the first start, readable by its owner only. */
export function authSecretIn(dataDir: string, make: () => string): string {
  const file = join(dataDir, 'auth-secret');
  try {
    const secret = readFileSync(file, 'utf8').trim();
    if (secret.length >= 32) return secret;
    throw new Error(`${file} is too short for a secret: delete it to get a new one (everybody signs in again).`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const secret = make();
  try {
    writeFileSync(file, `${secret}\n`, { mode: 0o600, flag: 'wx' });
    return secret;
  } catch (error) {
    // Another server of this folder was quicker.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return authSecretIn(dataDir, make);
  }
}
