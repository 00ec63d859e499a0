import { expose } from 'comlink';
import { Sealer } from '../storage/seal.ts';
import { SealedRecords } from './sealed-records.ts';
import { SearchService } from './search-service.ts';

expose(new SearchService(({ database, key }) => SealedRecords.open(database, new Sealer(key, crypto))));
