import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newKeys, storageOn } from '../../testing/test-storage.ts';
import { receiveShares } from './account-share-key.ts';
import { ShareInbox, type Shared } from './share-inbox.ts';

const NOBODY = () => Promise.resolve(null);
const said = (text: string): Shared => ({ kind: 'content', text, files: [] });

describe('the inbox of shares', () => {
  let name: string;
  let now: number;
  let inbox: ShareInbox;
  const closing: (() => Promise<void>)[] = [];

  beforeEach(() => {
    name = `shares-${crypto.randomUUID()}`;
    now = 1_800_000_000_000;
    inbox = new ShareInbox(crypto, () => now, name);
  });
  afterEach(async () => {
    await inbox.close();
    for (const close of closing.splice(0)) await close();
    indexedDB.deleteDatabase(name);
  });

  async function account(accountId: string) {
    const keys = { ...(await newKeys()), accountId };
    const storage = storageOn(keys);
    closing.push(() => storage.destroy());
    return { keys, storage, open: () => receiveShares(inbox, keys, storage, crypto) };
  }

  it('gives what came before anyone had signed in to who signs in, once', async () => {
    await inbox.put(said('hello'));
    expect(await inbox.take(NOBODY)).toEqual([said('hello')]);
    expect(await inbox.take(NOBODY)).toEqual([]);
  });

  it('keeps a share of an account shut until that account opens it', async () => {
    const ana = await account('t:ana');
    const bo = await account('t:bo');
    await ana.open();
    await inbox.put(said('for Ana'));
    // Locked or signed out: no opener; and another account's does not fit.
    expect(await inbox.take(NOBODY)).toEqual([]);
    expect(await inbox.take((await bo.open())!)).toEqual([]);
    expect(await inbox.take((await ana.open())!)).toEqual([said('for Ana')]);
  });

  it('lies on the disk without a word of it, and without the key that opens it', async () => {
    const ana = await account('t:ana');
    await ana.open();
    await inbox.put(said('a secret word'));
    await inbox.close();
    const db = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
    });
    const all = await Promise.all(
      ['shares', 'keys'].map(
        (store) =>
          new Promise<unknown[]>((resolve) => {
            const request = db.transaction(store).objectStore(store).getAll();
            request.onsuccess = () => resolve(request.result as unknown[]);
          }),
      ),
    );
    db.close();
    const [shares, keys] = all as [{ box: { cipher: ArrayBuffer } }[], { publicKey: JsonWebKey }[]];
    expect(new TextDecoder('latin1').decode(shares[0]?.box.cipher)).not.toContain('secret');
    expect(keys).toMatchObject([{ name: 'account', accountId: 't:ana' }]);
    expect(keys[0]?.publicKey).not.toHaveProperty('d');
  });

  it('forgets what nobody can open any more, and what is a month old', async () => {
    const ana = await account('t:ana');
    await ana.open();
    await inbox.put(said('lost'));
    await inbox.forget('t:ana');
    await inbox.put(said('old'));
    now += 31 * 24 * 3600_000;
    await inbox.put(said('new'));
    expect(await inbox.take((await ana.open())!)).toEqual([said('new')]);
  });
});
