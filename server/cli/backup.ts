import { backup } from '../storage/backup/backup.ts';
import { runAdminCommand } from './admin-command.ts';
import { EXIT } from './run-json-lines.ts';

const help = `Usage: npm run backup -- FILE
Writes a backup of the database to FILE while the server goes on. SQLite: a copy of the database, opened for reading
only and checked. PostgreSQL (DATABASE_URL): all rows of one moment as compressed JSON Lines. Either restores into either.
The secrets (AUTH_SECRET and FIELD_KEYS, or auth-secret and field-keys in DATA_DIR) are not in it: keep them apart.
`;

await runAdminCommand({ name: 'backup', help, takes: ['FILE'] }, process.argv.slice(2), async (config, [file = '']) => {
  await backup(config, file, new Date().toISOString());
  process.stdout.write(`The backup is in ${file}.\n`);
  return EXIT.ok;
});
