/** Asks about what is wanted of late. One question is under way at a time; an answer to what is no longer wanted is dropped. */
export interface LatestOnly<Wanted> {
  /** Asks at once, or as soon as the question under way is answered. Null: nothing is wanted any more. */
  readonly want: (wanted: Wanted | null) => void;
}

/** @param ask never rejects: what went wrong is an answer too. */
export function latestOnly<Wanted, Answer>(
  ask: (wanted: Wanted) => Promise<Answer>,
  onAnswer: (answer: Answer) => void,
): LatestOnly<Wanted> {
  let latest: { readonly wanted: Wanted } | null = null;
  let isBusy = false;
  const next = async () => {
    const asked = latest;
    if (isBusy || asked === null) return;
    isBusy = true;
    const answer = await ask(asked.wanted);
    isBusy = false;
    if (asked === latest) onAnswer(answer);
    else void next();
  };
  return {
    want: (wanted) => {
      latest = wanted === null ? null : { wanted };
      void next();
    },
  };
}
