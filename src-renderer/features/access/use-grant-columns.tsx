import { useMemo } from 'react';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import type { Column } from '../../ui/DataTable/columns.ts';
import { NameText } from '../../ui/DataTable/NameText.tsx';
import classes from './access.module.css';
import type { Grant } from './grants.ts';
import { accessTexts } from './texts.ts';

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
        width: 'minmax(130px, 1fr)',
        sortBy: nameOf,
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
        width: '84px',
        sortBy: ({ rights }) => say(rights),
        cell: ({ rights }) => say(rights),
      },
      {
        key: 'since',
        header: say('since'),
        width: '104px',
        sortBy: ({ since }) => since,
        cell: ({ since }) => formats.dayInTable(since),
      },
      {
        key: 'until',
        header: say('until'),
        width: '120px',
        sortBy: ({ endsAt }) => endsAt,
        cell: ({ endsAt }) => (endsAt === null ? say('noEnd') : formats.dayInTable(endsAt - 1)),
      },
    ];
    if (of === 'folder') {
      columns.push({
        key: 'by',
        header: say('givenBy'),
        width: 'minmax(120px, 140px)',
        sortBy: ({ givenBy }) => givenBy,
        cell: ({ givenBy }) => <NameText name={givenBy ?? ''} />,
      });
    }
    if (onChange && onWithdraw) {
      columns.push({
        key: 'tools',
        header: say('tools'),
        headerHidden: true,
        width: '174px',
        align: 'end',
        cell: (grant, tab) => (
          <>
            <button
              type="button"
              tabIndex={tab}
              className={classes.tool}
              aria-label={
                of === 'folder'
                  ? say('changeOf', { person: grant.person.name })
                  : say('changeTo', { folder: grant.folder.name })
              }
              onClick={() => onChange(grant)}
            >
              {say('change')}
            </button>
            <button
              type="button"
              tabIndex={tab}
              className={classes.tool}
              aria-label={
                of === 'folder'
                  ? say('withdrawOf', { person: grant.person.name })
                  : say('withdrawFrom', { folder: grant.folder.name })
              }
              onClick={() => onWithdraw(grant)}
            >
              {say('withdraw')}
            </button>
          </>
        ),
      });
    }
    return columns;
  }, [formats, of, onChange, onWithdraw]);
}
