interface Hold {
  tell: (held: boolean) => void;
  /** Whether the list stands at its top: one that is scrolled down stays held. */
  atTop: () => boolean;
  /** Selector of what holds the rows, where the keyboard's focus in one of them holds the list too. */
  rows?: string;
}

/** An attachment: tells when a finger or the keyboard's focus rests on a list, and when it is free again. */
export function holdWhileTouched({ tell, atTop, rows }: Hold): (element: HTMLElement) => () => void {
  return (element) => {
    const focused = () => rows !== undefined && element.querySelector(`${rows} :focus-visible`) !== null;
    const release = () => atTop() && !focused() && tell(false);
    const stop = new AbortController();
    const options = { signal: stop.signal, passive: true };
    element.addEventListener('touchstart', () => tell(true), options);
    element.addEventListener('touchend', release, options);
    element.addEventListener('touchcancel', release, options);
    if (rows === undefined) return () => stop.abort();
    element.addEventListener('focusin', () => focused() && tell(true), options);
    // Focus that goes from row to row is nowhere in between.
    element.addEventListener(
      'focusout',
      (event) => {
        if (!element.contains(event.relatedTarget as Node | null)) setTimeout(release);
      },
      options,
    );
    return () => stop.abort();
  };
}
