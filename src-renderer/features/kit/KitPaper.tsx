import type { WindowOutput } from '../../../src-main/contract/window/calls.ts';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import { KeyGroups } from '../../ui/KeyGroups.tsx';
import { Qr } from '../../ui/Qr.tsx';
import styles from './KitPaper.module.css';
import { kitText } from './kit-text.ts';
import { kitTexts } from './texts.ts';

export type Kit = WindowOutput<'createBegin'>['kit'];

/** The sheet itself: one page of A4 with all that is needed to come back, also years from now. */
export function KitPaper({ kit }: { readonly kit: Kit }) {
  const say = useTexts(kitTexts);
  const formats = useFormats();
  const facts = [
    [say('office'), kit.office],
    [say('officer'), kit.officer],
    [say('madeAt'), formats.timeInTable(kit.madeAt)],
    [say('vault'), kit.vault],
    [say('root'), kit.root],
    [say('controlWords'), kit.rootFingerprint.replaceAll('-', ' ')],
  ] as const;
  return (
    <div className={styles.sheet}>
      <p className={styles.title}>{say('paperTitle')}</p>
      <p className={styles.strong}>{say('onlyWayBack')}</p>
      <p>{say('nobodyCan')}</p>
      <dl className={styles.facts}>
        {facts.map(([name, value], number) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className={number > 2 ? styles.code : undefined} translate="no">
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      <p className={styles.heading}>{say('recoveryKey')}</p>
      <div className={styles.key}>
        <Qr text={kitText(kit) ?? kit.key} label={say('qr')} size="13em" />
        <KeyGroups groups={kit.groups} />
      </div>
      <p className={styles.heading}>{say('howTitle')}</p>
      <ol className={styles.how}>
        <li>{say('how1')}</li>
        <li>{say('how2')}</li>
        <li>{say('how3')}</li>
        <li>{say('howRestore')}</li>
        <li>{say('how4')}</li>
      </ol>
      <p className={styles.care}>{say('care')}</p>
    </div>
  );
}
