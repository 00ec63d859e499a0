import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Config } from '../config.ts';
import { fieldKeysIn, type FieldKey } from '../storage/field-cipher.ts';

/** The configured field keys, or the data folder's own. */
export function fieldKeysOf(config: Pick<Config, 'dataDir' | 'fieldKeys'>): readonly FieldKey[] {
  if (config.fieldKeys !== null) return config.fieldKeys;
  const dataDir = resolve(config.dataDir);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  return fieldKeysIn(dataDir);
}
