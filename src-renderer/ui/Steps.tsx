import styles from './Steps.module.css';

/** Where one is in steps that follow each other. @param now counted from 0. */
export function Steps({
  label,
  steps,
  now,
}: {
  readonly label: string;
  readonly steps: readonly string[];
  readonly now: number;
}) {
  return (
    <nav aria-label={label}>
      <ol className={styles.steps}>
        {steps.map((step, number) => (
          <li key={step} aria-current={number === now ? 'step' : undefined} data-done={number < now || undefined}>
            {step}
          </li>
        ))}
      </ol>
    </nav>
  );
}
