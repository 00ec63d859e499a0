import { checkSync } from './check-sync.ts';

// For `planted-bugs.test.ts`: exits with 1 when the rules are broken. No shrinking: that it fails is enough.
try {
  await checkSync(Number(process.argv[2] ?? 20), { endOnFailure: true, seed: 5 });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? `${error.message}\n${String(error.cause)}` : String(error)}\n`);
  process.exitCode = 1;
}
