import { backup, keysBeside, MODELS_NAME } from '../storage/backup/backup.ts';
import { runAdminCommand } from './admin-command.ts';
import { EXIT } from './run-json-lines.ts';

const help = `Usage: npm run backup -- FILE [--keys FILE]
Writes a backup of the database to FILE while the server goes on. SQLite: a copy of the database, opened for reading
only and checked. PostgreSQL (DATABASE_URL): all rows of one moment as compressed JSON Lines. Either restores into either.
The keys of people are not in it: they are in leadlight-keys beside it, one file for all backups, written anew each time,
so that no backup opens who was erased before the last one. Keep its newest version only. Registered models are in
leadlight-models beside it. The secrets (AUTH_SECRET and FIELD_KEYS, or auth-secret and field-keys in DATA_DIR) are in none
of these: keep them apart.
--keys FILE   where the keys go instead, e.g. when each backup has a folder of its own
`;

const command = { name: 'backup', help, takes: ['FILE'], options: ['keys'] };
await runAdminCommand(command, process.argv.slice(2), async (config, [file = ''], given) => {
  const keys = typeof given['keys'] === 'string' ? given['keys'] : keysBeside(file);
  const missing = await backup(config, file, new Date().toISOString(), keys);
  process.stdout.write(`The backup is in ${file}, its keys in ${keys}.\n`);
  for (const hash of missing) {
    process.stderr.write(
      `backup: a registered model's file ${hash} is not in DATA_DIR/models, nor in ${MODELS_NAME}.\n`,
    );
  }
  return EXIT.ok;
});
