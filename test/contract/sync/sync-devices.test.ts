import { test } from 'vitest';
import { runs } from '../../../server/testing/runs.ts';
import { STORE } from '../../../server/testing/stores.ts';
import { checkSync } from './check-sync.ts';

test(
  `real devices converge on ${STORE}: every edit counts once, nothing acknowledged is lost, nobody sees what is not theirs`,
  { timeout: runs(120_000) },
  () => checkSync(runs(STORE === 'postgres' ? 8 : 25)),
);
