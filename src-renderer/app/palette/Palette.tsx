import { Text } from '@mantine/core';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { useCommand } from '../commands.ts';
import { appTexts } from '../texts.ts';
import type { Found } from './found.ts';
import styles from './Palette.module.css';
import { useFound } from './use-found.ts';

/** Finds folders, documents, people and acts by a few letters, and goes there. Knows no more than who asks may know. */
export function Palette() {
  const say = useTexts(appTexts);
  const [open, setOpen] = useState(false);
  useCommand('palette', () => setOpen(true));
  return (
    <Dialog
      opened={open}
      onClose={() => setOpen(false)}
      title={say('palette')}
      size={600}
      yOffset={64}
      styles={{ body: { padding: 0 } }}
    >
      {open ? <Search onDone={() => setOpen(false)} /> : null}
    </Dialog>
  );
}

function Search({ onDone }: { readonly onDone: () => void }) {
  const say = useTexts(appTexts);
  const [text, setText] = useState('');
  const { groups, complete } = useFound(text);
  const all = groups.flatMap(({ found }) => found);
  const [chosen, setChosen] = useState(0);
  const at = Math.min(chosen, Math.max(0, all.length - 1));
  const choose = (found: Found | undefined) => {
    if (!found) return;
    onDone();
    found.act();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && all.length > 0) setChosen((at + step + all.length) % all.length);
    else if (event.key === 'Enter') choose(all[at]);
    else return;
    event.preventDefault();
  };
  const chosenId = all[at]?.id;
  useEffect(() => {
    if (chosenId !== undefined) document.getElementById(`found-${chosenId}`)?.scrollIntoView({ block: 'nearest' });
  }, [chosenId]);
  return (
    <>
      <input
        className={styles.field}
        role="combobox"
        aria-label={say('palette')}
        aria-expanded={all.length > 0}
        aria-controls="found"
        aria-autocomplete="list"
        aria-activedescendant={chosenId === undefined ? undefined : `found-${chosenId}`}
        placeholder={say('paletteHint')}
        autoComplete="off"
        spellCheck={false}
        data-autofocus
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id="found" role="listbox" aria-label={say('palette')} className={styles.list}>
        {groups.map(({ name, found }) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options within a listbox has no element of its own.
          <div key={name} role="group" aria-label={say(name)}>
            <div className={styles.group} aria-hidden>
              {say(name)}
            </div>
            {found.map((one) => (
              // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the chosen option.
              // biome-ignore lint/a11y/useKeyWithClickEvents: the field handles the keys.
              <div
                key={one.id}
                id={`found-${one.id}`}
                role="option"
                aria-selected={one.id === chosenId}
                className={styles.option}
                onClick={() => choose(one)}
              >
                <one.icon size={18} stroke={1.5} aria-hidden />
                <bdi className={styles.name}>{one.name}</bdi>
                {one.where === null ? null : <bdi className={styles.where}>{one.where}</bdi>}
              </div>
            ))}
          </div>
        ))}
      </div>
      <Text role="status" size="xs" c="dimmed" px={16} py={8}>
        {all.length > 0
          ? say('paletteFound', { count: all.length })
          : complete && text !== ''
            ? say('paletteNothing')
            : ''}
      </Text>
    </>
  );
}
