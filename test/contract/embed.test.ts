import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type * as Core from '../../models/index.ts';

const ROOT = resolve(import.meta.dirname, '../..');
let out: string;

beforeAll(() => {
  // Inside the project, so that the core's dependencies resolve as they do for one who installs the package.
  out = mkdtempSync(join(ROOT, 'node_modules/.embed-'));
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, '-p', join(ROOT, 'models/tsconfig.build.json'), '--outDir', out]);
}, 60_000);
afterAll(() => rmSync(out, { recursive: true, force: true }));

describe('the core as a package', () => {
  it('builds to plain JavaScript with types', () => {
    expect(existsSync(join(out, 'index.js'))).toBe(true);
    expect(existsSync(join(out, 'index.d.ts'))).toBe(true);
  });

  it('analyses a conversation for one who embeds it', async () => {
    const core = (await import(pathToFileURL(join(out, 'index.js')).href)) as typeof Core;
    const intelligence = new core.LeadIntelligence({
      clock: { now: () => '2026-05-01T12:00:00-05:00', millis: () => 0 },
    });
    const analysis = await intelligence.analyseConversation({
      id: 'c',
      leadId: 'l',
      messages: [
        { id: '1', from: 'lead', text: 'can we see the Oak St one saturday?', sentAt: '2026-05-01T10:00:00-05:00' },
      ],
    });
    expect(analysis.actions[0]!.kind).toBe('book_showing');
    expect(core.LEVELS).toContain(analysis.level);
  });
});
