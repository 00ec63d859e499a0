import { runAdminCommand } from './admin-command.ts';
import { checkDatabase } from './doctor/check-database.ts';
import { checkFolder } from './doctor/check-folder.ts';
import { checkRedis, checkServer } from './doctor/check-server.ts';
import { ok, type Finding } from './doctor/finding.ts';
import { EXIT } from './run-json-lines.ts';

const help = `Usage: npm run --silent doctor
Looks at configuration, data folder, permissions, disk space, lock, database (integrity, schema version, audit log), clock, Redis and
the running server's breakers, and says what to do. Changes nothing. Exit code: 0 all well, 1 something is bad, 2 the
configuration is wrong.
`;

const MARK = { ok: 'ok     ', warning: 'WARNING', bad: 'BAD    ' } as const;

function page(findings: readonly Finding[]): string {
  const lines = findings.map(({ level, about, says, todo }) => {
    return `${MARK[level]}  ${about}: ${says}${todo === undefined ? '' : `\n         → ${todo}`}`;
  });
  return `${lines.join('\n')}\n`;
}

await runAdminCommand({ name: 'doctor', help, takes: [] }, process.argv.slice(2), async (config) => {
  const findings = [
    ok('configuration', config.database === null ? 'valid, SQLite' : 'valid, PostgreSQL'),
    ...checkFolder(config),
    ...(await checkServer(config, fetch)),
    ...(await checkDatabase(config, Date.now())),
    ...(await checkRedis(config)),
  ];
  process.stdout.write(page(findings));
  return findings.some(({ level }) => level === 'bad') ? EXIT.failed : EXIT.ok;
});
