import { wordsOf } from '../messages/messages.svelte.ts';

export interface Toast {
  id: number;
  text: string;
  action: { label: string; run: () => void } | null;
  /** Stays until it is answered or closed. */
  sticky: boolean;
}

/** Short messages at the edge of the screen, with the way to undo what they tell. */
export class Toasts {
  list = $state<Toast[]>([]);
  readonly #later: (run: () => void, millis: number) => void;
  #nextId = 1;

  constructor(later: (run: () => void, millis: number) => void) {
    this.#later = later;
  }

  show(text: string, action: Toast['action'] = null, sticky = false): void {
    const id = this.#nextId++;
    this.list = [...this.list.filter((toast) => toast.text !== text), { id, text, action, sticky }];
    if (!sticky) this.#later(() => this.close(id), action ? 8000 : 5000);
  }

  /** Tells what was done, with the way back: instead of asking before. */
  undo(text: string, run: () => void): void {
    this.show(text, { label: wordsOf('common').undo, run });
  }

  close(id: number): void {
    this.list = this.list.filter((toast) => toast.id !== id);
  }

  clear(): void {
    this.list = [];
  }

  act(toast: Toast): void {
    toast.action?.run();
    this.close(toast.id);
  }
}
