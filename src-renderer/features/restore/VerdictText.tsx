import { Stack, Text } from '@mantine/core';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Bdi } from '../../ui/Bdi.tsx';
import { Fact } from '../../ui/Fact.tsx';
import { Findings } from '../../ui/Findings/Findings.tsx';
import { Notice } from '../../ui/Notice.tsx';
import type { Place, Verdict } from './Restore.tsx';
import { restoreTexts } from './texts.ts';
import styles from './VerdictText.module.css';

/** What a backup is, and what is wrong with it or with the place where it lies. @param age in words. */
export function VerdictText({
  verdict: { snapshot, findings, isStale, isAcceptable, lastSignAt, rootFingerprint },
  place,
  age,
}: {
  readonly verdict: Verdict;
  readonly place: Place;
  readonly age: string;
}) {
  const say = useTexts(restoreTexts);
  const formats = useFormats();
  return (
    <Stack gap={16}>
      <dl className={styles.facts}>
        <Fact label={say('moment')}>{formats.timeInText(snapshot.at)}</Fact>
        <Fact label={say('age')}>{age}</Fact>
        <Fact label={say('lastSign')}>{lastSignAt === null ? say('never') : formats.timeInText(lastSignAt)}</Fact>
        <Fact label={say('place')}>
          <Bdi>{place.label}</Bdi>
        </Fact>
        <Fact label={say('words')}>
          <Text component="span" ff="monospace" translate="no">
            {rootFingerprint.replaceAll('-', ' ')}
          </Text>
        </Fact>
      </dl>
      {isAcceptable ? null : (
        <Notice kind="danger" role="alert" title={say('verdictBad')}>
          {say('verdictBadWhy')}
        </Notice>
      )}
      {isStale ? (
        <Notice
          kind="danger"
          title={
            lastSignAt === null ? say('verdictSilent') : say('verdictStale', { time: formats.timeInText(lastSignAt) })
          }
        >
          {say('verdictStaleWhy')}
        </Notice>
      ) : null}
      {findings.length > 0 ? (
        <>
          <Notice kind="danger" title={say('verdictFound', { count: findings.length })}>
            {say('verdictFoundWhy')}
          </Notice>
          <Findings findings={findings} />
        </>
      ) : null}
      {findings.length === 0 && !isStale && isAcceptable ? <Notice kind="ok">{say('verdictClean')}</Notice> : null}
    </Stack>
  );
}
