import { Button, Group, Text } from '@mantine/core';
import { type DragEvent, useState } from 'react';
import { useAct } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Problem } from '../../ui/Problem.tsx';
import styles from './PictureOfCode.module.css';
import { kitTexts } from './texts.ts';

/** As `recoveryKeyPicture` takes them. */
const largestPicture = 25_000_000;

/** A picture of the code on the paper, chosen or dropped; there is no camera, for the window may use none. @param onText what the code holds. */
export function PictureOfCode({ busy, onText }: { readonly busy: boolean; readonly onText: (text: string) => void }) {
  const say = useTexts(kitTexts);
  const choose = useAct('recoveryKeyPicture');
  const [isReading, setIsReading] = useState(false);
  const [flaw, setFlaw] = useState<'unreadable' | 'no-code' | null>(null);
  const read = async (picture: Uint8Array<ArrayBuffer>) => {
    setIsReading(true);
    setFlaw(null);
    const { readCode } = await import('./read-code.ts');
    const code = await readCode(picture);
    picture.fill(0);
    setIsReading(false);
    if ('flaw' in code) setFlaw(code.flaw);
    else onText(code.text);
  };
  const drop = async (event: DragEvent) => {
    event.preventDefault();
    const [file] = event.dataTransfer.files;
    if (file === undefined) return;
    if (file.size > largestPicture) setFlaw('unreadable');
    else await read(new Uint8Array(await file.arrayBuffer()));
  };
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button does the same for who does not drag */}
      <div
        className={styles.drop}
        data-drop-region=""
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => void drop(event)}
      >
        <Group gap={12}>
          <Button
            variant="default"
            loading={isReading || busy}
            onClick={() =>
              choose.mutate({}, { onSuccess: (chosen) => chosen && void read(Uint8Array.fromBase64(chosen.bytes)) })
            }
          >
            {say('choosePicture')}
          </Button>
          <Text c="dimmed">{say('dropPicture')}</Text>
        </Group>
      </div>
      {flaw === null ? null : (
        <Notice kind="warning" role="alert">
          {say(flaw === 'no-code' ? 'noCode' : 'noPicture')}
        </Notice>
      )}
      <Problem error={choose.error} />
    </>
  );
}
