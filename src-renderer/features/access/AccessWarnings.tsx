import { IconAlertTriangle, IconAlertTriangleFilled } from '@tabler/icons-react';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import classes from './access.module.css';
import { accessTexts } from './texts.ts';
import type { Warning } from './warnings.ts';

/** What the access that stands below exposes, in words: each with its level, its shape and its colour. */
export function AccessWarnings({
  of,
  warnings,
}: {
  readonly of: 'folder' | 'person';
  readonly warnings: readonly Warning[];
}) {
  const say = useTexts(accessTexts);
  const formats = useFormats();
  if (warnings.length === 0) return null;
  const textOf = (warning: Warning) => {
    if ('grant' in warning) {
      const { person, folder, endsAt } = warning.grant;
      return say(warning.key, {
        name: of === 'folder' ? person.name : folder.name,
        day: formats.dayInTable((endsAt ?? 0) - 1),
      });
    }
    if (warning.key === 'writers') return say(of === 'folder' ? 'writers' : 'writes', { count: warning.count });
    if (warning.key === 'personnelFolders') return say('personnelFolders', { count: warning.count });
    return say(warning.key === 'personnel' ? 'personnelWarning' : warning.key);
  };
  return (
    <ul className={classes.warnings} aria-label={say('warnings')}>
      {warnings.map((warning) => {
        const Icon = warning.kind === 'danger' ? IconAlertTriangleFilled : IconAlertTriangle;
        return (
          <li key={textOf(warning)} className={classes.warning} data-kind={warning.kind}>
            <Icon size={18} stroke={1.5} aria-hidden />
            <span>
              <strong>{say(warning.kind === 'danger' ? 'risk' : 'attention')}</strong> {textOf(warning)}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
