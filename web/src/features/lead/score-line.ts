/** A line over points of 0 to 100, in the units of a box; `null` breaks it. */
export interface ScoreLine {
  /** SVG path data: one `M…L…` a run without a gap. */
  path: string;
  /** The points that have a value, with their index. */
  dots: readonly { i: number; x: number; y: number; value: number }[];
}

/** `values` at equal steps across `width`, 100 at the top of `height`; `pad` keeps the dots inside. */
export function scoreLine(
  values: readonly (number | null)[],
  { width, height, pad }: { width: number; height: number; pad: number },
): ScoreLine {
  const step = values.length > 1 ? (width - 2 * pad) / (values.length - 1) : 0;
  const round = (value: number) => Math.round(value * 10) / 10;
  const dots = values.flatMap((value, i) => {
    if (value === null) return [];
    return [{ i, x: round(pad + i * step), y: round(height - pad - (value / 100) * (height - 2 * pad)), value }];
  });
  const path = dots.map(({ i, x, y }, at) => `${dots[at - 1]?.i === i - 1 ? 'L' : 'M'}${x} ${y}`).join('');
  return { path, dots };
}
