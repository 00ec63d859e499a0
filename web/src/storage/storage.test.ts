import 'fake-indexeddb/auto';
import { storageContract } from '../../testing/storage-contract.ts';
import { newKeys, storageOn } from '../../testing/test-storage.ts';

storageContract('Dexie on fake-indexeddb', async () => storageOn(await newKeys()));
