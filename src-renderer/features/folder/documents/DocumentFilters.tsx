import { Button, CloseButton, SegmentedControl, TextInput } from '@mantine/core';
import { IconSearch, IconTrash } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { useTexts } from '../../../i18n/texts.ts';
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
      <TextInput
        ref={field}
        aria-label={say('find')}
        placeholder={say('find')}
        leftSection={<IconSearch size={16} stroke={1.5} aria-hidden />}
        rightSection={
          text === '' ? null : <CloseButton size={24} aria-label={say('clearFind')} onClick={() => onText('')} />
        }
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
        autoComplete="off"
        spellCheck={false}
        flex="0 1 280px"
      />
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
