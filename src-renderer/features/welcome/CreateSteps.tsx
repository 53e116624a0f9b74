import { useTexts } from '../../i18n/texts.ts';
import styles from './CreateSteps.module.css';
import { welcomeTexts } from './texts.ts';

const steps = ['stepOffice', 'stepYou', 'stepPassphrase', 'stepKit', 'stepFolder'] as const;

/** Where one is in making a vault. @param now counted from 0. */
export function CreateSteps({ now }: { readonly now: number }) {
  const say = useTexts(welcomeTexts);
  return (
    <nav aria-label={say('steps')}>
      <ol className={styles.steps}>
        {steps.map((step, number) => (
          <li key={step} aria-current={number === now ? 'step' : undefined} data-done={number < now || undefined}>
            {say(step)}
          </li>
        ))}
      </ol>
    </nav>
  );
}
