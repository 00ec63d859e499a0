import type { Router } from '../shell/router.svelte.ts';

/** The place in the list that keys move. With list and lead side by side the lead follows; alone it waits for Enter. */
export class ListCursor {
  /** What the list shows, in its order; set by the list on the screen. */
  order: () => readonly string[] = () => [];
  #moved = $state.raw<string | null>(null);
  readonly #router: Router;
  readonly #sideBySide: () => boolean;

  constructor(router: Router, sideBySide: () => boolean) {
    this.#router = router;
    this.#sideBySide = sideBySide;
  }

  /** The row that stands out: where the keys are, else the open lead. */
  get selected(): string | null {
    return this.#moved ?? this.#router.openLead;
  }

  move(step: 1 | -1): void {
    const ids = this.order();
    const at = this.selected === null ? (step === 1 ? -1 : ids.length) : ids.indexOf(this.selected);
    this.select(ids[Math.min(Math.max(at + step, 0), ids.length - 1)] ?? null);
  }

  select(leadId: string | null): void {
    this.#moved = leadId;
    if (this.#sideBySide()) this.open();
  }

  /** Opens what the keys stand on; false when they stand on nothing. */
  open(): boolean {
    if (this.#moved === null) return false;
    this.#router.go({ page: 'lead', leadId: this.#moved });
    return true;
  }

  /** Where the keys stand; null before the first one. */
  get at(): string | null {
    return this.#moved;
  }

  /** The keys go on from here. */
  place(id: string): void {
    this.#moved = id;
  }

  reset(): void {
    this.#moved = null;
  }
}
