import type { Say } from '../../../i18n/texts.ts';
import { useTexts } from '../../../i18n/texts.ts';
import classes from './ImportedFiles.module.css';
import type { ImportResult } from './imports.ts';
import type { importNl } from './texts.nl.ts';
import { importTexts } from './texts.ts';

type File = ImportResult['files'][number];

/** Longer lists are cut; the counts above say how many there are. */
const mostShown = 500;

function outcomeText(say: Say<typeof importNl>, file: File): string {
  switch (file.outcome) {
    case 'added':
    case 'unchanged':
      return say(`outcome-${file.outcome}`);
    case 'new-version':
      return say('outcome-new-version', { version: file.version });
    case 'skipped':
      return say(`skipped-${file.reason}`);
    case 'failed':
      switch (file.error) {
        case 'file-changed-while-read':
        case 'file-unreadable':
        case 'name-taken':
        case 'invalid-input':
        case 'not-found':
        case 'integrity-violated':
          return say(`failed-${file.error}`);
        default:
          return say('failed-other', { code: file.error });
      }
  }
}

/** What became of each file. */
export function ImportedFiles({
  files,
  onlyNotTaken,
}: {
  readonly files: readonly File[];
  readonly onlyNotTaken: boolean;
}) {
  const say = useTexts(importTexts);
  const isNotTaken = ({ outcome }: File) => outcome === 'skipped' || outcome === 'failed';
  const shown = (onlyNotTaken ? files.filter(isNotTaken) : files).slice(0, mostShown);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section className={classes.scroller} tabIndex={0} aria-label={say('outcome')}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{say('file')}</th>
            <th scope="col">{say('outcome')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((file) => (
            <tr key={`${file.outcome} ${file.name}`}>
              <td>
                <bdi>{file.name}</bdi>
              </td>
              <td>{outcomeText(say, file)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
