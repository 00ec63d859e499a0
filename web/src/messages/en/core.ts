import { SENTENCES, type Sentence } from '../../../../models/sentences.ts';

/** The sentences of `models/` as they are made. */
export default Object.fromEntries(SENTENCES.map((sentence) => [sentence, sentence])) as Record<Sentence, string>;
