import type Phone from '@lucide/svelte/icons/phone';

/** An icon of the one set, Lucide; each is imported by itself, so that only those in use are shipped. */
export type IconComponent = typeof Phone;
