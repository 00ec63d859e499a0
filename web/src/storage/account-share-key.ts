import type { AccountKeys } from './key-store.ts';
import type { ShareInbox, ShareOpener } from './share-inbox.ts';
import { importShareKey, makeShareKeys } from './share-seal.ts';
import type { Storage } from './storage-port.ts';

const NAME = 'share-key';

interface ShareKeys {
  publicKey: JsonWebKey;
  privateKey: JsonWebKey;
}

/**
 * Has the inbox seal to this account: the private key lies sealed among the account's values, so that whatever guards
 * those guards it too. Returns what opens the account's shares; null when the storage cannot hold the key.
 */
export async function receiveShares(
  inbox: ShareInbox,
  { accountId }: Pick<AccountKeys, 'accountId'>,
  storage: Pick<Storage, 'getValue' | 'updateValue'>,
  crypto: Crypto,
): Promise<ShareOpener | null> {
  const keys = (await storage.getValue<ShareKeys>(NAME)) ?? (await makeKeys(storage, crypto));
  if (!keys) return null;
  await inbox.useAccount(accountId, keys.publicKey);
  const privateKey = await importShareKey(crypto, keys.privateKey);
  return (to) => Promise.resolve(to === accountId ? privateKey : null);
}

async function makeKeys(storage: Pick<Storage, 'updateValue'>, crypto: Crypto): Promise<ShareKeys | null> {
  const pair = await makeShareKeys(crypto, true);
  const [publicKey, privateKey] = await Promise.all(
    [pair.publicKey, pair.privateKey].map((key) => crypto.subtle.exportKey('jwk', key)),
  );
  const made = { publicKey: publicKey!, privateKey: privateKey! };
  // Another tab may have made one meanwhile: the first stands.
  const saved = await storage.updateValue<ShareKeys>(NAME, (before) => before ?? made);
  return saved.ok ? saved.value : null;
}
