import type { Component } from 'svelte';
import type { Feature } from '../../messages/catalogue.ts';
import { messages } from '../../messages/messages.svelte.ts';

/** What a screen may be given; one that takes nothing ignores it. */
export interface ScreenProps extends Record<string, unknown> {
  leadId?: string;
}
export type ScreenState =
  { kind: 'waiting' } | { kind: 'ready'; component: Component<ScreenProps> } | { kind: 'failed' };

export interface ScreenSource {
  /** A dynamic import of its own, so that the screen is a chunk of its own. */
  load: () => Promise<{ default: unknown }>;
  /** The features whose messages it shows, its components' too. */
  words: readonly Feature[];
  /** The layout that stands in until it is here. */
  skeleton: 'list' | 'lead' | 'page' | 'none';
}

/** A screen that is loaded, with its messages, when it is first wanted. A load that failed is tried anew. */
export class LazyScreen {
  state = $state.raw<ScreenState>({ kind: 'waiting' });
  readonly skeleton: ScreenSource['skeleton'];
  readonly #source: ScreenSource;
  #loading: Promise<void> | null = null;

  constructor(source: ScreenSource) {
    this.#source = source;
    this.skeleton = source.skeleton;
  }

  load(): Promise<void> {
    this.#loading ??= this.#load().catch(() => {
      this.#loading = null;
      this.state = { kind: 'failed' };
    });
    return this.#loading;
  }

  async #load(): Promise<void> {
    if (this.state.kind === 'failed') this.state = { kind: 'waiting' };
    const [module] = await Promise.all([this.#source.load(), messages.load(this.#source.words)]);
    this.state = { kind: 'ready', component: module.default as Component<ScreenProps> };
  }
}
