import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { STORE } from '../../../server/testing/stores.ts';
import { FOUND } from './steps.ts';

interface Bug {
  rule: string;
  file: string;
  is: string;
  bug: string;
  /** What the store itself answers for: caught on PostgreSQL as well. */
  ofStore?: true;
}

/** One bug a rule: in `file`, the text `is` becomes `bug`. */
const ALL_BUGS: readonly Bug[] = [
  {
    rule: '1 the revision is kept with the data',
    file: 'server/sync/tenant-write.ts',
    is: 'await saveRev(db, tenantId, rev);',
    bug: '',
    ofStore: true,
  },
  {
    rule: '2 a gap is refused',
    file: 'server/sync/push.ts',
    is: 'raw.seq !== client.lastSeq + 1',
    bug: 'raw.seq < client.lastSeq + 1',
  },
  {
    rule: '2 another op under a number already taken is a fork',
    file: 'server/sync/push.ts',
    is: 'entry?.sent_id !== raw.id',
    bug: 'entry === undefined',
  },
  {
    rule: '2 the same op through another client counts once',
    file: 'server/sync/push.ts',
    is: 'if (earlier !== undefined) {',
    bug: 'if (false as boolean) {',
  },
  {
    rule: '2 a refused op takes its number',
    file: 'server/sync/push.ts',
    is: 'if (client.lastSeq !== before) await saveClient',
    bug: "if (client.lastSeq !== before && !results.some((r) => r.status === 'rejected')) await saveClient",
  },
  {
    rule: '2 a role that may not write does not',
    file: 'server/sync/viewer.ts',
    is: "return viewer.role !== 'viewer';",
    bug: 'return viewer.role.length > 0;',
  },
  {
    rule: '3 who has seen the current writer wins',
    file: 'server/sync/merge-field.ts',
    is: 'if (write.base === held.o) return',
    bug: 'if (false as boolean) return',
  },
  {
    rule: '3 a value that loses on arrival is kept',
    file: 'server/sync/merge-field.ts',
    is: "  return { kind: 'loses', lost: same ? null : { value: write.value, opId: write.opId } };\n}",
    bug: "  return { kind: 'loses', lost: null };\n}",
  },
  {
    rule: '3 a value that is displaced is kept',
    file: 'server/sync/merge-field.ts',
    is: 'lost: same ? null : { value: held.value, opId: held.o } };',
    bug: 'lost: null };',
  },
  {
    rule: '3 clocks are clamped',
    file: 'server/sync/push.ts',
    is: 'hlc: clampHlc(op.hlc, write.now)',
    bug: 'hlc: op.hlc',
  },
  {
    rule: '3 opt-out always wins',
    file: 'server/sync/write-record.ts',
    is: "const optOut = edit.entity === 'lead' && field === 'dnd';",
    bug: 'const optOut = false;',
  },
  {
    rule: '4 a child takes its owner from its parent',
    file: 'server/sync/write-record.ts',
    is: '(parent?.ownerId ?? null)',
    bug: 'edit.owner',
  },
  {
    rule: '4 a change of owner takes the children along',
    file: 'server/sync/write-record.ts',
    is: '  await moveChildren(write, leadId, ownerId, false);\n',
    bug: '',
  },
  {
    rule: '4 a child of an unknown lead is for admins only',
    file: 'server/storage/records.ts',
    is: "const known = eb('orphan', '=', 0);",
    bug: "const known = eb('orphan', '>=', 0);",
    ofStore: true,
  },
  {
    rule: '4 a view is named to nobody but its owner',
    file: 'server/storage/records.ts',
    is: 'eb.and([eb.not(isView), visibleOfLeads(sight, eb)])',
    bug: 'visibleOfLeads(sight, eb)',
    ofStore: true,
  },
  {
    rule: '5 what leaves the sight is evicted',
    file: 'server/storage/records.ts',
    is: "eb.or([visible, eb('moved_rev', '>', cursor)])",
    bug: 'visible',
    ofStore: true,
  },
  {
    rule: '5 a page that ends between a move and a later write names the move',
    file: 'server/sync/pull.ts',
    is: 'const left = more ?',
    bug: 'const left = (false as boolean) ?',
  },
  {
    rule: '5 what is out of sight does not travel',
    file: 'server/sync/pull.ts',
    is: 'if (!row.visible) return',
    bug: 'if (false as boolean) return',
  },
  {
    rule: '6 an edit leaves the outbox when the answer contains it',
    file: 'web/src/storage/pull-applier.ts',
    is: 'belowOrEqual(pull.lastSeq)',
    bug: 'below(pull.lastSeq)',
  },
  {
    rule: '8 what was sent is kept',
    file: 'web/src/storage/pull-applier.ts',
    is: 'await db.sent.bulkPut(acknowledged.map((row) => ({ ...row, sentAt: now })));',
    bug: '',
  },
  {
    rule: '6 a stale answer is dropped',
    file: 'web/src/storage/pull-applier.ts',
    is: '!position || !samePlace(position, pull.from)',
    bug: '!position',
  },
  {
    rule: '6 cursor and rows are applied together',
    file: 'web/src/storage/pull-applier.ts',
    is: '    await db.base.bulkPut(sealed);',
    bug: '    if (Math.min(...pull.changes.map((c) => c.rev)) % 7 !== 0) await db.base.bulkPut(sealed);',
  },
  {
    rule: '7 each edit gets a number of its own',
    file: 'web/src/storage/outbox.ts',
    is: "{ name: 'seq', value: seq },",
    bug: "{ name: 'seq', value: Math.min(seq, 2) },",
  },
  {
    rule: '8 a changed scope starts again',
    file: 'server/sync/pull.ts',
    is: 'request.scope !== viewer.scope ||',
    bug: '',
  },
  {
    rule: '8 a reset drops the old rows',
    file: 'web/src/storage/pull-applier.ts',
    is: 'if (pull.reset) await db.base.clear();',
    bug: '',
  },
  {
    rule: '8 a changed epoch starts again',
    file: 'server/sync/pull.ts',
    is: 'request.epoch !== tenant.epoch ||',
    bug: '',
  },
  {
    rule: '8 a restored server is refilled by a quiet device',
    file: 'web/src/storage/pull-applier.ts',
    is: 'await requeueSent(db, pull.lastSeq);',
    bug: 'await Promise.resolve(requeueSent);',
  },
  {
    rule: '8 a cloned device takes another id',
    file: 'web/src/storage/outbox.ts',
    is: 'value: { ...position, clientId: uuid() }',
    bug: 'value: { ...position, clientId: position.clientId || uuid() }',
  },
  {
    rule: '10 a refusal is kept on the device',
    file: 'web/src/storage/outbox.ts',
    is: 'await db.rejected.put({ opId: row.opId, code, detail: result.detail ?? null, row });',
    bug: 'void code;',
  },
];

const BUGS = ALL_BUGS.filter(({ ofStore }) => STORE === 'sqlite' || ofStore);
const ROOT = resolve(import.meta.dirname, '../../..');
/** Histories that each bug gets, those that once broke a rule first; the sound code passes them (first test). */
const HISTORIES = String(FOUND.length + (STORE === 'sqlite' ? 15 : 0));
let folder: string;

beforeAll(() => {
  // Inside the project, so that packages resolve; not under node_modules, where Node strips no types.
  mkdirSync(join(ROOT, '.leadlight'), { recursive: true });
  folder = mkdtempSync(join(ROOT, '.leadlight', 'planted-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the property on a copy of the code with the bug in it; resolves with what it complained of, '' for nothing. */
function complaint(name: string, plant?: Bug): Promise<string> {
  const copy = join(folder, name);
  const part = (path: string) => !/[\\/](weights|training|demo-conversations)|\.(browser\.)?test\.ts$/.test(path);
  for (const room of ['server', 'models', 'web/src', 'web/testing', 'test/contract/sync']) {
    cpSync(join(ROOT, room), join(copy, room), { recursive: true, filter: part });
  }
  cpSync(join(ROOT, 'package.json'), join(copy, 'package.json'));
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  if (plant !== undefined) {
    const file = join(copy, plant.file);
    const source = readFileSync(file, 'utf8');
    expect(source.split(plant.is), `${plant.file} holds the text once`).toHaveLength(2);
    writeFileSync(
      file,
      source.replace(plant.is, () => plant.bug),
    );
  }
  return new Promise((done) => {
    const script = join(copy, 'test/contract/sync/run-check.ts');
    execFile(process.execPath, [script, HISTORIES], { timeout: 110_000 }, (error, _out, complaints) => {
      rmSync(copy, { recursive: true, force: true });
      done(error === null ? '' : complaints || String(error));
    });
  });
}

describe.concurrent(`the property of sync on ${STORE}`, () => {
  // On PostgreSQL `sync-devices.test.ts` has run it.
  test.runIf(STORE === 'sqlite')('holds for the code as it is', { timeout: 120_000 }, async ({ expect }) => {
    expect(await complaint('sound')).toBe('');
  });

  test.for(BUGS)('catches a bug in rule $rule', { timeout: 120_000 }, async (bug, { expect }) => {
    const told = await complaint(`bug-${BUGS.indexOf(bug)}`, bug);
    // The property failed: not the start of the program.
    expect(told).toContain('Property failed');
  });
});
