import { storageContract } from '../../testing/storage-contract.ts';
import { newKeys, storageOn } from '../../testing/test-storage.ts';

storageContract('Dexie in Chromium', async () => storageOn(await newKeys()));
