import { fieldKeysOf } from '../privacy/field-keys.ts';
import { rotateKeys } from '../privacy/rotate-keys.ts';
import { createFieldCipher } from '../storage/field-cipher.ts';
import { openStorage } from '../storage/open-storage.ts';
import { personCodec } from '../storage/person-codec.ts';
import { runAdminCommand } from './admin-command.ts';
import { EXIT } from './run-json-lines.ts';

const help = `Usage: npm run rotate-keys
Brings everything that is encrypted under the first key of FIELD_KEYS (or of field-keys in DATA_DIR), and encrypts what an
older version stored in the clear. Put the new key first, keep the old one behind it, run this, then take the old one out:
a backup from before can be read only with the key of its time. On SQLite, stop the server first.
`;

await runAdminCommand({ name: 'rotate-keys', help, takes: [] }, process.argv.slice(2), async (config) => {
  const fieldKeys = fieldKeysOf(config);
  const { storage, release } = await openStorage(config, personCodec(createFieldCipher(fieldKeys)));
  try {
    const { keys, tokens, values } = await rotateKeys(storage, fieldKeys, Date.now());
    process.stdout.write(`Written anew: ${keys} keys, ${tokens} CRM accesses, ${values} values.\n`);
    return EXIT.ok;
  } finally {
    await release();
  }
});
