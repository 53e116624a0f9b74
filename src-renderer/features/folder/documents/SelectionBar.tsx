import { Button, Text } from '@mantine/core';
import { IconArchive, IconArrowsMove, IconFileExport, IconTrash } from '@tabler/icons-react';
import { useTexts } from '../../../i18n/texts.ts';
import classes from './documents.module.css';
import { documentTexts } from './texts.ts';

/** What can be done with what is selected; stands where the filters were. */
export function SelectionBar({
  count,
  mayWrite,
  onExport,
  onSeal,
  onMove,
  onBin,
  onNone,
}: {
  readonly count: number;
  readonly mayWrite: boolean;
  readonly onExport: () => void;
  readonly onSeal: () => void;
  readonly onMove: () => void;
  readonly onBin: () => void;
  readonly onNone: () => void;
}) {
  const say = useTexts(documentTexts);
  const acts = [
    { text: say('export'), Icon: IconFileExport, act: onExport, shown: true },
    { text: say('seal'), Icon: IconArchive, act: onSeal, shown: mayWrite },
    { text: say('move'), Icon: IconArrowsMove, act: onMove, shown: mayWrite },
    { text: say('toBin'), Icon: IconTrash, act: onBin, shown: mayWrite },
  ];
  return (
    <div className={classes.bar} role="toolbar" aria-label={say('selected', { count })}>
      <Text fw={600} role="status" style={{ whiteSpace: 'nowrap' }}>
        {say('selected', { count })}
      </Text>
      {acts
        .filter(({ shown }) => shown)
        .map(({ text, Icon, act }) => (
          <Button
            key={text}
            size="xs"
            variant="default"
            leftSection={<Icon size={16} stroke={1.5} aria-hidden />}
            onClick={act}
          >
            {text}
          </Button>
        ))}
      <Button size="xs" variant="subtle" ml="auto" onClick={onNone}>
        {say('selectNone')}
      </Button>
    </div>
  );
}
