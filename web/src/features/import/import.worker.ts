import { expose } from 'comlink';
import { ImportReader } from './import-reader.ts';

expose(new ImportReader());
