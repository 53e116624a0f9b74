import { Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTexts } from '../../i18n/texts.ts';
import classes from './access.module.css';
import { accessTexts } from './texts.ts';

/** What each right exposes, in plain words, and whether a key or the program holds it. */
export function Exposures() {
  const say = useTexts(accessTexts);
  return (
    <section aria-labelledby="exposures" className={classes.exposures}>
      <Title order={2} id="exposures" fz={14} lh="20px">
        {say('exposes')}
      </Title>
      <dl className={classes.rights}>
        <dt>{say('readLabel')}</dt>
        <dd>
          {say('readExposes')}{' '}
          <span className={classes.beware}>
            <IconAlertTriangle size={16} stroke={1.5} aria-hidden /> {say('attention')} {say('readWarning')}
          </span>{' '}
          <Text span c="dimmed">
            <span className={classes.tag}>{say('byKey')}</span> {say('readIsKey')}
          </Text>
        </dd>
        <dt>{say('writeLabel')}</dt>
        <dd>
          {say('writeExposes')}{' '}
          <Text span c="dimmed">
            <span className={classes.tag}>{say('byKey')}</span> {say('writeIsKey')}
          </Text>
        </dd>
        <dt>{say('until')}</dt>
        <dd>
          <Text span c="dimmed">
            <span className={classes.tag}>{say('byProgram')}</span> {say('endIsProgram')}
          </Text>
        </dd>
      </dl>
      <Text c="dimmed">{say('officerHasAll')}</Text>
    </section>
  );
}
