import { IconAlertTriangle } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useFormats } from '../../i18n/format.ts';
import { personSortName, sortName } from '../../i18n/sort-name.ts';
import { useTexts } from '../../i18n/texts.ts';
import type { Column } from '../../ui/DataTable/columns.ts';
import { NameText } from '../../ui/DataTable/NameText.tsx';
import classes from './access.module.css';
import type { Grant } from './grants.ts';
import { accessTexts } from './texts.ts';
import { endOf } from './warnings.ts';

export interface GrantRow extends Grant {
  /** Null where that is not known, or not shown. */
  readonly givenBy: string | null;
}

interface Options {
  /** Whose names stand first: of a folder the people, of a person the folders. */
  readonly of: 'folder' | 'person';
  /** Undefined for who may not. */
  readonly onChange: ((grant: Grant) => void) | undefined;
  readonly onWithdraw: ((grant: Grant) => void) | undefined;
}

/** How high a list of access is at least: what stands below it may be scrolled to, a few rows need not. */
export const listHeight = (rows: number): number => (rows === 0 ? 0 : 38 + 36 * Math.min(rows, 7));

/** What the mark of a personnel folder takes. */
const tagPx = 130;

/** A value that a warning above the table is about. */
function Mark({ kind, text }: { readonly kind: 'warning' | 'danger'; readonly text: string }) {
  return (
    <span className={classes.mark} data-kind={kind}>
      <IconAlertTriangle size={14} stroke={1.5} aria-hidden />
      {text}
    </span>
  );
}

/** An act on a row: `says` names its object too. */
function Tool({
  text,
  says,
  tab,
  onClick,
}: {
  readonly text: string;
  readonly says: string;
  readonly tab: 0 | -1;
  readonly onClick: () => void;
}) {
  return (
    <button type="button" tabIndex={tab} className={classes.tool} aria-label={says} onClick={onClick}>
      {text}
    </button>
  );
}

/** The columns of access, the same from both sides. @param options the same functions between renders. */
export function useGrantColumns({ of, onChange, onWithdraw }: Options): readonly Column<GrantRow>[] {
  const say = useTexts(accessTexts);
  const formats = useFormats();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the formats change with the language, as all texts do
  return useMemo(() => {
    const nameOf = ({ person, folder }: Grant) => (of === 'folder' ? person.name : folder.name);
    const columns: Column<GrantRow>[] = [
      {
        key: 'name',
        header: say(of === 'folder' ? 'person' : 'folder'),
        width: { names: nameOf, besides: of === 'person' ? tagPx : 0 },
        sortBy: (grant) => (of === 'folder' ? personSortName(grant.person.name) : sortName(grant.folder.name)),
        cell: (grant) => (
          <>
            <NameText name={nameOf(grant)} />
            {of === 'person' && grant.folder.kind === 'personnel' ? (
              <span className={classes.personnel}>{say('personnelTag')}</span>
            ) : null}
          </>
        ),
      },
      {
        key: 'right',
        header: say('right'),
        width: '96px',
        sortBy: ({ rights }) => say(rights),
        cell: ({ rights }) => (rights === 'write' ? <Mark kind="warning" text={say(rights)} /> : say(rights)),
      },
      {
        key: 'since',
        header: say('since'),
        width: '92px',
        sortBy: ({ since }) => since,
        cell: ({ since }) => formats.dayInTable(since),
      },
      {
        key: 'until',
        header: say('until'),
        width: '108px',
        sortBy: ({ endsAt }) => endsAt,
        cell: (grant) => {
          if (grant.endsAt === null) return say('noEnd');
          const day = formats.dayInTable(grant.endsAt - 1);
          const end = endOf(grant, Date.now());
          return end === null ? day : <Mark kind={end === 'ended' ? 'danger' : 'warning'} text={day} />;
        },
      },
    ];
    if (of === 'folder') {
      columns.push({
        key: 'by',
        header: say('givenBy'),
        width: { names: ({ givenBy }) => givenBy ?? '' },
        sortBy: ({ givenBy }) => (givenBy === null ? null : personSortName(givenBy)),
        cell: ({ givenBy }) => <NameText name={givenBy ?? ''} />,
      });
    }
    if (onChange && onWithdraw) {
      columns.push({
        key: 'tools',
        header: say('tools'),
        headerHidden: true,
        width: '154px',
        align: 'end',
        cell: (grant, tab) => (
          <>
            <Tool
              text={say('change')}
              says={
                of === 'folder'
                  ? say('changeOf', { person: grant.person.name })
                  : say('changeTo', { folder: grant.folder.name })
              }
              tab={tab}
              onClick={() => onChange(grant)}
            />
            <Tool
              text={say('withdraw')}
              says={
                of === 'folder'
                  ? say('withdrawOf', { person: grant.person.name })
                  : say('withdrawFrom', { folder: grant.folder.name })
              }
              tab={tab}
              onClick={() => onWithdraw(grant)}
            />
          </>
        ),
      });
    }
    return columns;
  }, [formats, of, onChange, onWithdraw]);
}
