import type { TextAnalyser } from '../text/types.ts';
import { chanceOf, madeRaw } from './made-reference.ts';

/** Stands for a text model: logits and an embedding that hang on the text alone. Counts what it was asked. */
export class MadeAnalyser implements TextAnalyser {
  readonly source = 'model';
  readonly model: string;
  asked = 0;
  failing = false;

  constructor(model = 'made@1') {
    this.model = model;
  }

  analyse: TextAnalyser['analyse'] = (inputs) => {
    if (this.failing) return Promise.reject(new Error('no run'));
    this.asked += inputs.length;
    const seed = (text: string) => [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, 7);
    return Promise.resolve(inputs.map(({ text }) => madeRaw(chanceOf(seed(text)), 0, this.model)));
  };
}
