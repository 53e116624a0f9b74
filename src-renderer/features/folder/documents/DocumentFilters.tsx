import { Button, SegmentedControl } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { useTexts } from '../../../i18n/texts.ts';
import { SearchField } from '../../../ui/SearchField.tsx';
import classes from './documents.module.css';
import { documentTexts } from './texts.ts';

export type DocumentsAs = 'tree' | 'flat';

/** Which documents are shown, and how. */
export function DocumentFilters({
  field,
  text,
  onText,
  shownAs,
  onShownAs,
  onBin,
}: {
  readonly field: RefObject<HTMLInputElement | null>;
  readonly text: string;
  readonly onText: (text: string) => void;
  /** Null where there are no directories. */
  readonly shownAs: DocumentsAs | null;
  readonly onShownAs: (shownAs: DocumentsAs) => void;
  readonly onBin: () => void;
}) {
  const say = useTexts(documentTexts);
  return (
    <div className={classes.bar}>
      <SearchField ref={field} label={say('find')} value={text} onChange={onText} flex="0 1 280px" />
      {shownAs === null ? null : (
        <SegmentedControl
          aria-label={say('view')}
          value={shownAs}
          onChange={(value) => onShownAs(value === 'flat' ? 'flat' : 'tree')}
          data={[
            { value: 'tree', label: say('tree') },
            { value: 'flat', label: say('flat') },
          ]}
        />
      )}
      <Button
        ml="auto"
        variant="subtle"
        color="gray"
        c="var(--dk-text)"
        leftSection={<IconTrash size={16} stroke={1.5} aria-hidden />}
        onClick={onBin}
      >
        {say('bin')}
      </Button>
    </div>
  );
}
