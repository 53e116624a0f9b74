import { ActionIcon, CloseButton, Menu, Title } from '@mantine/core';
import { type Icon, IconArrowsDiagonal, IconArrowsDiagonalMinimize2, IconDots } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import classes from './Split.module.css';
import { splitTexts } from './texts.ts';

/** What stands beside a table about one of its rows. */
export interface Panel {
  /** What it is, for who does not see it. */
  readonly label: string;
  readonly title: string;
  readonly closeText: string;
  /** What can be done with it, in a menu; of nothing there is none. */
  readonly acts: readonly { readonly text: string; readonly Icon: Icon; readonly act: () => void }[];
  readonly content: ReactNode;
  /** It holds a few facts, and leaves the room to the table. */
  readonly narrow?: boolean;
}

/** A table, and beside it one of its rows: Escape closes that, and the focus goes back to the row. */
export function Split({
  panel,
  onClose,
  children,
}: {
  readonly panel: Panel | null;
  readonly onClose: () => void;
  /** The table. */
  readonly children: ReactNode;
}) {
  const say = useTexts(splitTexts);
  const [whole, setWhole] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const closing = useRef(false);
  const isOpen = panel !== null;
  // In a table without a row that keys act on, what was pressed to open it.
  const opener = useRef<Element | null>(null);
  useEffect(() => {
    if (isOpen) {
      opener.current = document.activeElement;
      return;
    }
    setWhole(false);
    if (closing.current) {
      const row = list.current?.querySelector('[role="row"][tabindex="0"]') ?? opener.current;
      if (row instanceof HTMLElement) row.focus();
    }
    closing.current = false;
  }, [isOpen]);
  const close = () => {
    closing.current = true;
    onClose();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || !isOpen) return;
    // The Escape of a menu, which stands elsewhere in the page, is its own.
    if (!(event.target instanceof Node && event.currentTarget.contains(event.target))) return;
    event.preventDefault();
    close();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only hears the Escape of what stands in it
    <div className={classes.split} data-whole={(whole && isOpen) || undefined} onKeyDown={onKeyDown}>
      <div className={classes.list} ref={list}>
        {children}
      </div>
      {panel === null ? null : (
        <aside className={classes.panel} aria-label={panel.label} data-narrow={panel.narrow || undefined}>
          <div className={classes.title}>
            <Title order={2}>
              <bdi>{panel.title}</bdi>
            </Title>
            {panel.acts.length === 0 ? null : (
              <Menu position="bottom-end">
                <Menu.Target>
                  <ActionIcon size={24} variant="subtle" color="gray" c="var(--dk-text)" aria-label={say('acts')}>
                    <IconDots size={16} stroke={1.5} aria-hidden />
                  </ActionIcon>
                </Menu.Target>
                <Menu.Dropdown>
                  {panel.acts.map(({ text, Icon: Drawing, act }) => (
                    <Menu.Item key={text} leftSection={<Drawing size={16} stroke={1.5} aria-hidden />} onClick={act}>
                      {text}
                    </Menu.Item>
                  ))}
                </Menu.Dropdown>
              </Menu>
            )}
            <ActionIcon
              size={24}
              variant="subtle"
              color="gray"
              c="var(--dk-text)"
              aria-label={say(whole ? 'smaller' : 'larger')}
              title={say(whole ? 'smaller' : 'larger')}
              onClick={() => setWhole(!whole)}
            >
              {whole ? (
                <IconArrowsDiagonalMinimize2 size={16} stroke={1.5} aria-hidden />
              ) : (
                <IconArrowsDiagonal size={16} stroke={1.5} aria-hidden />
              )}
            </ActionIcon>
            <CloseButton size={24} aria-label={panel.closeText} onClick={close} />
          </div>
          {panel.content}
        </aside>
      )}
    </div>
  );
}
