import { Text } from '@mantine/core';
import { IconArchive, IconFileExport, IconPencil, IconTrash } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useCommand } from '../../../app/commands.ts';
import { useRouter } from '../../../app/router.tsx';
import { baseName, directoryOf } from '../../../client/document-path.ts';
import { useAct } from '../../../client/query.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { DataTable } from '../../../ui/DataTable/DataTable.tsx';
import { Problem } from '../../../ui/Problem.tsx';
import { Split } from '../../../ui/Split/Split.tsx';
import { NameDialog } from '../NameDialog.tsx';
import { SealState } from '../seal/SealState.tsx';
import { useSealing } from '../seal/use-sealing.tsx';
import type { OpenFolder } from '../use-open-folder.ts';
import { DocumentFilters } from './DocumentFilters.tsx';
import { DocumentPanel } from './DocumentPanel.tsx';
import { type Chosen, chosenDocuments, type Document, type Node } from './document-tree.ts';
import { MoveDocuments } from './MoveDocuments.tsx';
import { NoDocuments } from './NoDocuments.tsx';
import { SelectionBar } from './SelectionBar.tsx';
import { documentTexts } from './texts.ts';
import { useDocumentActs } from './use-document-acts.ts';
import { useDocumentColumns } from './use-document-columns.tsx';
import { useExporting } from './use-exporting.tsx';
import { useShownDocuments } from './use-shown-documents.ts';

const nodeKey = ({ key }: Node) => key;
const nodeName = ({ name }: Node) => name;
const byName = { column: 'name', descending: false } as const;
const none: ReadonlySet<string> = new Set();

type Dialog =
  | { readonly kind: 'rename'; readonly document: Document }
  | { readonly kind: 'move'; readonly chosen: readonly Chosen[] };

/** The documents of a folder in use, what is selected of them, and one beside them. */
export function DocumentsView({ folder, onBin }: { readonly folder: OpenFolder; readonly onBin: () => void }) {
  const say = useTexts(documentTexts);
  const { route } = useRouter();
  const start = route.screen === 'folder' ? (route.document ?? null) : null;
  const shown = useShownDocuments(folder.id, start);
  const [selected, setSelected] = useState(none);
  const [current, setCurrent] = useState<Node | null>(null);
  const [opened, setOpened] = useState(start);
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const field = useRef<HTMLInputElement>(null);
  // Somebody came for a document, from a search or the palette, or comes again for another.
  useEffect(() => {
    if (route.screen === 'folder' && route.document !== undefined) setOpened(route.document);
  }, [route]);
  const mayWrite = folder.rights === 'write';
  const acts = useDocumentActs(folder.id);
  const exporting = useExporting(folder.id);
  const { mutate: remember } = useAct('recentAdd');

  const all = useMemo(() => shown.documents ?? [], [shown.documents]);
  const chosen = useMemo(() => chosenDocuments(all, selected), [all, selected]);
  const ofCurrent = () => (current === null ? [] : chosenDocuments(all, new Set([current.key])));
  // With nothing selected the acts are about the row where one is.
  const target = () => (chosen.length > 0 ? chosen : ofCurrent());
  const documentsOf = (some: readonly Chosen[]) => some.map(({ document }) => document);
  const idsOf = (some: readonly Chosen[]) => some.map(({ document }) => document.id);
  const selectNone = () => setSelected(none);
  const bin = (some: readonly Document[]) => {
    selectNone();
    void acts.bin(some);
  };
  const sealing = useSealing(folder.id, () => {
    selectNone();
    // The whole row is needed to say that it is going to be sealed.
    setOpened(null);
  });
  const { seal } = sealing;
  const latestSeal = useRef(seal);
  latestSeal.current = seal;
  const onSealRow = useCallback((node: Node) => latestSeal.current([node.key]), []);
  const rename = (document: Document | undefined) => {
    if (document) setDialog({ kind: 'rename', document });
  };
  const hasTarget = chosen.length > 0 || current !== null;
  useCommand('find', () => field.current?.focus());
  useCommand('export', hasTarget ? () => exporting.ask(idsOf(target()), null) : null);
  useCommand('seal', hasTarget && mayWrite ? () => seal(idsOf(target())) : null);
  useCommand('rename', hasTarget && mayWrite ? () => rename(documentsOf(target())[0]) : null);
  useCommand('bin', hasTarget && mayWrite ? () => bin(documentsOf(target())) : null);
  useCommand('undo', mayWrite ? () => acts.undoLast.current?.() : null);

  const openedDocument = opened === null ? null : (all.find(({ id }) => id === opened) ?? null);
  const columns = useDocumentColumns({
    waiting: sealing.waiting,
    onSeal: mayWrite ? onSealRow : undefined,
    narrow: openedDocument !== null,
    flat: shown.tree === undefined && shown.directories.length > 0,
  });
  const open = (node: Node) => {
    if (node.kind === 'directory') return;
    setOpened(node.key);
    remember({ folder: folder.id, document: node.key });
  };
  // Where a document stands beside the table it follows whoever goes through the rows; reading is logged.
  const onCurrent = useCallback((node: Node | null, wentThere: boolean) => {
    setCurrent(node);
    if (wentThere) setOpened((id) => (id === null || node?.kind !== 'document' ? id : node.key));
  }, []);
  const stood = useRef<string | null>(null);
  // One that went from the folder is not open any more, also when it comes back.
  useEffect(() => {
    if (openedDocument !== null) stood.current = openedDocument.id;
    else if (opened !== null && opened === stood.current) setOpened(null);
  }, [opened, openedDocument]);
  const selection = useMemo(() => ({ selected, onChange: setSelected }), [selected]);
  const panel =
    openedDocument === null
      ? null
      : {
          label: say('panel'),
          title: baseName(openedDocument.name),
          closeText: say('closePanel'),
          acts: [
            { text: say('export'), Icon: IconFileExport, act: () => exporting.ask([openedDocument.id], null) },
            ...(mayWrite
              ? [
                  { text: say('rename'), Icon: IconPencil, act: () => rename(openedDocument) },
                  { text: say('seal'), Icon: IconArchive, act: () => seal([openedDocument.id]) },
                  { text: say('toBin'), Icon: IconTrash, act: () => bin([openedDocument]) },
                ]
              : []),
          ],
          content: (
            <DocumentPanel
              folder={folder.id}
              document={openedDocument}
              onExport={(version) => exporting.ask([openedDocument.id], version)}
            />
          ),
        };
  return (
    <>
      <SealState folder={folder.id} />
      {chosen.length > 0 ? (
        <SelectionBar
          count={chosen.length}
          mayWrite={mayWrite}
          onExport={() => exporting.ask(idsOf(chosen), null)}
          onSeal={() => seal(idsOf(chosen))}
          onMove={() => setDialog({ kind: 'move', chosen })}
          onBin={() => bin(documentsOf(chosen))}
          onNone={selectNone}
        />
      ) : (
        <DocumentFilters
          field={field}
          text={shown.text}
          onText={shown.setText}
          shownAs={shown.choice}
          onShownAs={shown.setShownAs}
          onBin={onBin}
        />
      )}
      {acts.progress === null ? null : (
        <Text role="status" c="dimmed">
          {say('busy', acts.progress)}
        </Text>
      )}
      {exporting.state}
      <Problem error={shown.error ?? (dialog === null ? acts.error : null)} />
      <Split onClose={() => setOpened(null)} panel={panel}>
        <DataTable
          label={say('documents')}
          rows={shown.nodes}
          rowKey={nodeKey}
          rowName={nodeName}
          columns={columns}
          firstSort={byName}
          selection={selection}
          {...(shown.tree ? { tree: shown.tree } : {})}
          onOpen={open}
          opensOnClick
          onCurrent={onCurrent}
          start={start}
          empty={<NoDocuments why={all.length > 0 ? 'nothingFound' : mayWrite ? 'emptyWrite' : 'emptyRead'} />}
        />
      </Split>
      {sealing.dialog}
      {exporting.dialog}
      {dialog?.kind === 'rename' ? (
        <RenameDocument document={dialog.document} acts={acts} onClose={() => setDialog(null)} />
      ) : null}
      {dialog?.kind === 'move' ? (
        <MoveDocuments
          folder={folder}
          count={dialog.chosen.length}
          directories={shown.directories}
          busy={acts.busy}
          error={acts.error}
          onMove={(to) =>
            void acts.move(dialog.chosen, to).then((all) => {
              if (!all) return;
              setDialog(null);
              selectNone();
            })
          }
          onClose={() => {
            acts.forget();
            setDialog(null);
          }}
        />
      ) : null}
    </>
  );
}

function RenameDocument({
  document,
  acts,
  onClose,
}: {
  readonly document: Document;
  readonly acts: ReturnType<typeof useDocumentActs>;
  readonly onClose: () => void;
}) {
  const say = useTexts(documentTexts);
  const name = baseName(document.name);
  const directory = directoryOf(document.name);
  const dot = name.lastIndexOf('.');
  return (
    <NameDialog
      title={say('renameTitle')}
      label={say('newName')}
      verb={say('rename')}
      first={name}
      selected={dot > 0 ? dot : name.length}
      busy={acts.busy}
      error={acts.error}
      onName={(next) =>
        void acts.rename(document, directory === '' ? next : `${directory}/${next}`).then((done) => done && onClose())
      }
      onClose={() => {
        acts.forget();
        onClose();
      }}
    />
  );
}
