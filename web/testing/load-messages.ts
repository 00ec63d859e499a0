import type { Feature } from '../src/messages/catalogue.ts';
import { messages } from '../src/messages/messages.svelte.ts';

// Components of tests are mounted without the screen that would load their messages.
const files = Object.keys(import.meta.glob('../src/messages/en/*.ts'));
await messages.load(files.map((file) => file.replace(/^.*\/(.*)\.ts$/, '$1') as Feature));
