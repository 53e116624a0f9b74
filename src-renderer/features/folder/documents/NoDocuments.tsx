import { Text } from '@mantine/core';
import { IconFilePlus } from '@tabler/icons-react';
import { useTexts } from '../../../i18n/texts.ts';
import { Empty } from '../../../ui/Empty.tsx';
import classes from './documents.module.css';
import { documentTexts } from './texts.ts';

/** What stands where the documents would; in an empty folder of one's own it shows that files can be dropped there. */
export function NoDocuments({ why }: { readonly why: 'nothingFound' | 'emptyWrite' | 'emptyRead' }) {
  const say = useTexts(documentTexts);
  if (why !== 'emptyWrite') return <Empty text={say(why)} />;
  return (
    <div className={classes.dropHint}>
      <IconFilePlus size={32} stroke={1.5} aria-hidden />
      <Text>{say(why)}</Text>
    </div>
  );
}
