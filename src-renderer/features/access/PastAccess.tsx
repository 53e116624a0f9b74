import { Anchor } from '@mantine/core';
import { useState } from 'react';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import classes from './access.module.css';
import type { Member } from './grants.ts';
import { accessTexts } from './texts.ts';

/** Access that ended, folded up. */
export function PastAccess({ members }: { readonly members: readonly Member[] }) {
  const say = useTexts(accessTexts);
  const formats = useFormats();
  const [shown, setShown] = useState(false);
  if (members.length === 0) return null;
  return (
    <>
      <Anchor component="button" type="button" ta="start" aria-expanded={shown} onClick={() => setShown(!shown)}>
        {shown ? say('hidePast') : say('past', { count: members.length })}
      </Anchor>
      {shown ? (
        <ul className={classes.past}>
          {members.map(({ id, name, rights, since, until }) => (
            <li key={`${id} ${since} ${until}`}>
              <bdi>{name}</bdi>
              {': '}
              {say('pastRow', {
                right: say(rights),
                since: formats.timeInTable(since),
                until: formats.timeInTable(until ?? since),
              })}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
