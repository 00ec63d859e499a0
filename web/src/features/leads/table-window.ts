/** Rows drawn beyond the edges, on either side. */
const OVERSCAN = 8;
/** Rows drawn at most, however tall the screen. */
const MOST = 80;

export interface TableWindow {
  /** Rows `first` to `last` (exclusive) are drawn. */
  first: number;
  last: number;
  /** Pixels that stand for the rows above and below. */
  top: number;
  bottom: number;
}

/** The rows of equal height that meet the viewport, with some on either side. Heights in px. */
export function tableWindow(of: { count: number; row: number; scrollTop: number; viewport: number }): TableWindow {
  const { count, row, scrollTop, viewport } = of;
  const seen = Math.ceil(viewport / row) + 1;
  const over = Math.max(0, Math.min(OVERSCAN, Math.floor((MOST - seen) / 2)));
  const at = Math.floor(Math.max(0, scrollTop) / row);
  const first = Math.max(0, Math.min(at - over, count));
  const last = Math.min(count, Math.max(first, at) + Math.min(seen + over, MOST));
  return { first, last, top: first * row, bottom: (count - last) * row };
}
