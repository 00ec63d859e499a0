/** Items of a list of rows and headings with known heights: what lies where, for drawing only what is seen. */
export interface Slice {
  /** Items `first` to `last` (exclusive) are drawn. */
  first: number;
  last: number;
  /** Pixels above the first drawn item. */
  top: number;
}

/** Running sums: `offsets[i]` is the top of item i, the last entry the height of all. */
export function offsetsOf(heights: readonly number[]): number[] {
  const offsets = [0];
  for (const height of heights) offsets.push((offsets.at(-1) ?? 0) + height);
  return offsets;
}

/** The items that meet the viewport, and `overscan` more on either side. */
export function sliceOf(offsets: readonly number[], scrollTop: number, viewport: number, overscan: number): Slice {
  const count = offsets.length - 1;
  const first = Math.max(0, Math.min(indexAt(offsets, scrollTop) - overscan, count));
  const last = Math.min(count, indexAt(offsets, scrollTop + viewport) + 1 + overscan);
  return { first, last, top: offsets[first] ?? 0 };
}

/** The item at a height, by bisection. */
function indexAt(offsets: readonly number[], height: number): number {
  let low = 0;
  let high = offsets.length - 2;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((offsets[middle] ?? 0) <= height) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}
