import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelFolder } from '../../models/custom/types.ts';

/** A model's folder on disk; a file that can't be read counts as missing. */
export const diskFolder = (path: string): ModelFolder => ({
  read: (file) => readFile(join(path, file)).catch(() => null),
});
