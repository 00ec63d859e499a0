import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Config } from '../config.ts';
import { eraseLeads } from '../privacy/erase.ts';
import { REASONS, type Reason } from '../privacy/erase-person.ts';
import { ErasureList } from '../privacy/erasure-list.ts';
import { exportHtml } from '../privacy/export-html.ts';
import { exportPerson } from '../privacy/export-person.ts';
import { exportTraining } from '../privacy/export-training.ts';
import { fieldKeysOf } from '../privacy/field-keys.ts';
import { findPerson, whoFrom } from '../privacy/find-person.ts';
import { appendAudit } from '../storage/audit-log.ts';
import { createFieldCipher } from '../storage/field-cipher.ts';
import { openStorage } from '../storage/open-storage.ts';
import { personCodec } from '../storage/person-codec.ts';
import type { Storage } from '../storage/storage.ts';
import { allTenants } from '../storage/tenants.ts';
import { createPokes } from '../sync/pokes.ts';
import { runAdminCommand } from './admin-command.ts';
import { EXIT } from './run-json-lines.ts';

const help = `Usage: npm run --silent privacy -- export WHO FILE     everything about a person, as FILE.json or FILE.html
       npm run --silent privacy -- erase WHO REASON    ${REASONS.join(', ')}
       npm run --silent privacy -- training TEAM FILE  the team's conversations without names, numbers and addresses
WHO is an e-mail address, a phone number or a lead's id; TEAM a team's id, or "only" where there is one. On SQLite, stop the
server first, or use the same in the app.
`;

/** A sentence that says what to do. */
class UsageError extends Error {}

const takes = ['COMMAND', 'WHO', 'FILE'];
await runAdminCommand({ name: 'privacy', help, takes }, process.argv.slice(2), async (config, [what, who, last]) => {
  const codec = personCodec(createFieldCipher(fieldKeysOf(config)));
  const { storage, release } = await openStorage(config, codec);
  try {
    if (what === 'export') await exportOne(storage, who!, last!);
    else if (what === 'erase') await eraseOne(storage, config, who!, last!);
    else if (what === 'training') await exportAll(storage, who!, last!);
    else throw new UsageError('the command is export, erase or training.');
    return EXIT.ok;
  } finally {
    await release();
  }
});

async function personOf(storage: Storage, who: string) {
  const found = await storage.asSystem(async (db) => {
    const people: { tenantId: string; leadIds: string[] }[] = [];
    for (const { id } of await allTenants(db)) {
      const leadIds = await findPerson(db, id, whoFrom(who));
      if (leadIds.length > 0) people.push({ tenantId: id, leadIds });
    }
    return people;
  });
  if (found.length > 1) throw new UsageError('several teams know this person: do it in the app, team by team.');
  if (found[0] === undefined) throw new UsageError('nobody here is known by that.');
  return found[0];
}

async function exportOne(storage: Storage, who: string, file: string): Promise<void> {
  const person = await personOf(storage, who);
  const now = Date.now();
  const format = file.endsWith('.html') ? 'html' : 'json';
  const everything = await storage.inTenant(person.tenantId, async (db) => {
    const found = await exportPerson(db, person, now);
    const detail = { format, leads: person.leadIds.length };
    const event = { at: now, tenantId: person.tenantId, actor: null, subject: person.leadIds[0] ?? null, detail };
    await appendAudit(db, { ...event, kind: 'person.exported' });
    return found;
  });
  const text = format === 'html' ? exportHtml(everything) : `${JSON.stringify(everything, null, 2)}\n`;
  writeFileSync(file, text, { flag: 'wx', mode: 0o600 });
  process.stdout.write(`Everything about this person is in ${file}.\n`);
}

async function eraseOne(storage: Storage, config: Config, who: string, reason: string): Promise<void> {
  if (!REASONS.includes(reason as Reason)) throw new UsageError(`the reason is one of ${REASONS.join(', ')}.`);
  const { tenantId, leadIds } = await personOf(storage, who);
  const deps = {
    storage,
    pokes: createPokes(),
    clock: Date.now,
    ids: () => randomUUID(),
    audit: appendAudit,
    erasures: new ErasureList(resolve(config.dataDir)),
  };
  const erasures = await eraseLeads(deps, tenantId, leadIds, { reason: reason as Reason, actor: null });
  process.stdout.write(`${JSON.stringify(erasures, null, 2)}\n`);
}

async function exportAll(storage: Storage, team: string, file: string): Promise<void> {
  const tenants = await storage.asSystem(allTenants);
  const tenant = team === 'only' && tenants.length === 1 ? tenants[0] : tenants.find(({ id }) => id === team);
  if (tenant === undefined) throw new UsageError(`name the team: ${tenants.map(({ id }) => id).join(', ')}.`);
  const lines = await storage.inTenant(tenant.id, async (db) => {
    const found: string[] = [];
    for await (const one of exportTraining(db, tenant.id)) found.push(`${JSON.stringify(one)}\n`);
    const event = { at: Date.now(), tenantId: tenant.id, actor: null, subject: null };
    await appendAudit(db, { ...event, kind: 'training.exported', detail: { conversations: found.length } });
    return found;
  });
  writeFileSync(file, lines.join(''), { flag: 'wx', mode: 0o600 });
  process.stdout.write(`${lines.length} conversations are in ${file}. Read some before they go anywhere.\n`);
}
