/** Between two reports, in ms: the idle lock counts in minutes. */
const reportEveryMs = 5_000;

/** `click` by itself is what a screen reader makes of a press. */
const signsOfLife = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'click'] as const;

/** Tells the shell that somebody touches the keys or the mouse, which moves the idle lock. */
export function reportActivity(report: () => Promise<unknown>): void {
  let reportedAt = Number.NEGATIVE_INFINITY;
  const seen = (event: Event) => {
    if (!event.isTrusted || event.timeStamp - reportedAt < reportEveryMs) return;
    reportedAt = event.timeStamp;
    // A shell that does not answer is about to replace this page.
    report().catch(() => undefined);
  };
  for (const sign of signsOfLife) window.addEventListener(sign, seen, { capture: true, passive: true });
}
