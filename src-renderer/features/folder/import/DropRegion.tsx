import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { useTexts } from '../../../i18n/texts.ts';
import { Notice } from '../../../ui/Notice.tsx';
import classes from './DropRegion.module.css';
import { importOffer, isRunning, useImport } from './imports.ts';
import { importTexts } from './texts.ts';

type Refusal = 'dropRefused' | 'dropNothing' | 'dropBusy';

const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');

/** Where files can be dropped; the same can be done by "Add files". */
export function DropRegion({
  folder,
  mayWrite,
  children,
}: {
  readonly folder: string;
  readonly mayWrite: boolean;
  readonly children: ReactNode;
}) {
  const say = useTexts(importTexts);
  const [over, setOver] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const isBusy = isRunning(useImport(folder));
  // Each element within says when the files come over it and go, so they are counted.
  const depth = useRef(0);
  const take = async (files: readonly File[]) => {
    const offer = await window.app.offerDrop(files);
    setRefusal(offer === null ? 'dropNothing' : null);
    if (offer !== null) await importOffer(folder, offer);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: "Add files" does the same for who does not drag
    <div
      className={classes.region}
      data-drop-region=""
      onDragEnter={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        depth.current += 1;
        setOver(true);
      }}
      onDragOver={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = mayWrite && !isBusy ? 'copy' : 'none';
      }}
      onDragLeave={(event) => {
        if (!hasFiles(event)) return;
        depth.current -= 1;
        if (depth.current <= 0) setOver(false);
      }}
      onDrop={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        depth.current = 0;
        setOver(false);
        if (!mayWrite || isBusy) setRefusal(mayWrite ? 'dropBusy' : 'dropRefused');
        else void take([...event.dataTransfer.files]);
      }}
    >
      {refusal === null ? null : (
        <div role="alert">
          <Notice kind="warning">{say(refusal)}</Notice>
        </div>
      )}
      {children}
      {over ? <div className={classes.veil}>{say(mayWrite ? 'dropHere' : 'dropRefused')}</div> : null}
    </div>
  );
}
