import { IconArchive, IconFile, IconFolder } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useFormats } from '../../../i18n/format.ts';
import { personSortName } from '../../../i18n/sort-name.ts';
import { useTexts } from '../../../i18n/texts.ts';
import type { Column } from '../../../ui/DataTable/columns.ts';
import { NameText } from '../../../ui/DataTable/NameText.tsx';
import { RowTool } from '../../../ui/DataTable/RowTool.tsx';
import { SealCountdown } from '../seal/SealState.tsx';
import type { Sealing } from '../seal/sealings.ts';
import type { Node } from './document-tree.ts';
import classes from './documents.module.css';
import { documentTexts } from './texts.ts';

interface Options {
  readonly waiting: ReadonlyMap<string, Sealing>;
  /** Undefined where one may not seal. */
  readonly onSeal: ((node: Node) => void) | undefined;
  /** Beside details there is room for the names only. */
  readonly narrow: boolean;
  /** A name is said with its directories, which need the room of who changed it. */
  readonly flat: boolean;
}

const modifiedAt = (node: Node) => (node.kind === 'document' ? node.document.modifiedAt : node.modifiedAt);
const sizeOf = (node: Node) => (node.kind === 'document' ? node.document.sizeBytes : node.sizeBytes);

/** The columns of the documents. @param options the same objects between renders as long as nothing changed. */
export function useDocumentColumns({ waiting, onSeal, narrow, flat }: Options): readonly Column<Node>[] {
  const say = useTexts(documentTexts);
  const formats = useFormats();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the formats change with the language, as all texts do
  return useMemo(() => {
    /** How many columns there are after the name, where one may seal. */
    const afterName = flat ? 3 : 4;
    const name: Column<Node> = {
      key: 'name',
      header: say('name'),
      width: 'minmax(220px, 1fr)',
      sortBy: (node) => node.name,
      cell: (node, tab) => {
        const sealing = waiting.get(node.key);
        const Icon = node.kind === 'directory' ? IconFolder : IconFile;
        return (
          <>
            <Icon size={18} stroke={1.5} aria-hidden className={classes.icon} />
            <NameText name={node.name} />
            {sealing && narrow ? <SealCountdown sealing={sealing} name={node.name} tab={tab} /> : null}
          </>
        );
      },
    };
    const facts: readonly Column<Node>[] = [
      {
        key: 'changed',
        header: say('changed'),
        width: '148px',
        sortBy: modifiedAt,
        span: (node) => (waiting.has(node.key) ? afterName : 1),
        cell: (node, tab) => {
          const sealing = waiting.get(node.key);
          if (sealing) return <SealCountdown sealing={sealing} name={node.name} tab={tab} />;
          return formats.timeInTable(modifiedAt(node));
        },
      },
      {
        key: 'by',
        header: say('by'),
        width: 'minmax(142px, 160px)',
        sortBy: (node) => (node.kind === 'document' ? personSortName(node.document.byName) : null),
        cell: (node) => (node.kind === 'document' ? <NameText name={node.document.byName} /> : ''),
      },
      {
        key: 'size',
        header: say('size'),
        width: '84px',
        align: 'end',
        sortBy: sizeOf,
        cell: (node) => formats.size(sizeOf(node)),
      },
    ];
    const tools: readonly Column<Node>[] = onSeal
      ? [
          {
            key: 'tools',
            header: say('tools'),
            headerHidden: true,
            width: '44px',
            cell: (node, tab) =>
              node.kind === 'directory' || waiting.has(node.key) ? null : (
                <RowTool
                  icon={IconArchive}
                  says={say('sealRow', { name: node.name })}
                  title={say('seal')}
                  tabIndex={tab}
                  onClick={() => onSeal(node)}
                />
              ),
          },
        ]
      : [];
    const shown = narrow ? [] : facts.filter(({ key }) => !flat || key !== 'by');
    return [name, ...shown, ...tools];
  }, [formats, waiting, onSeal, narrow, flat]);
}
