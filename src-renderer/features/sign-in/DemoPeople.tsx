import { Paper, Stack, Text, Title, UnstyledButton } from '@mantine/core';
import type { Start } from '../../app/entry-place.ts';
import { roleTexts } from '../../app/role-texts.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Bdi } from '../../ui/Bdi.tsx';
import styles from './DemoPeople.module.css';
import { signInTexts } from './texts.ts';

type Person = NonNullable<Start['demo']>['people'][number];

const isRole = (role: string): role is keyof typeof roleTexts.nl => Object.hasOwn(roleTexts.nl, role);

/** The people of the demonstration; choosing one fills the form. */
export function DemoPeople({
  people,
  onChoose,
}: {
  readonly people: readonly Person[];
  readonly onChoose: (person: Person) => void;
}) {
  const say = useTexts(signInTexts);
  const sayRole = useTexts(roleTexts);
  return (
    <Paper p={16} w={280} withBorder component="section" aria-labelledby="demo-people">
      <Stack gap={8}>
        <div>
          <Title order={2} id="demo-people" fz={16} lh="22px">
            {say('demoTitle')}
          </Title>
          <Text c="dimmed" size="xs">
            {say('demoText')}
          </Text>
        </div>
        <ul className={styles.list}>
          {people.map((person) => (
            <li key={person.name}>
              <UnstyledButton className={styles.person} onClick={() => onChoose(person)}>
                <Bdi>{person.name}</Bdi>
                <Text size="xs" c="dimmed">
                  {isRole(person.role) ? sayRole(person.role) : person.role}
                </Text>
              </UnstyledButton>
            </li>
          ))}
        </ul>
      </Stack>
    </Paper>
  );
}
