import { Code, Table, Text } from '@mantine/core';
import type { WindowOutput } from '../../../src-main/contract/window/calls.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Bdi } from '../Bdi.tsx';
import { findingTexts } from './texts.ts';

type Checked = WindowOutput<'check'>['findings'][number];
/** Of a backup nobody can say whose document it is. */
type Finding = Omit<Checked, 'about'> & Partial<Pick<Checked, 'about'>>;

const isNamed = (part: string): part is keyof typeof findingTexts.nl => Object.hasOwn(findingTexts.nl, part);

/** What a check found, in words, with the technical name beside it for who helps. */
export function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  const say = useTexts(findingTexts);
  const partOf = ({ part }: Finding) => {
    const [first = ''] = part.split(/[\s/]/);
    return isNamed(first) ? say(first) : say('other');
  };
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{say('where')}</Table.Th>
          <Table.Th>{say('found')}</Table.Th>
          <Table.Th>{say('detail')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {findings.map((finding) => (
          <Table.Tr key={`${finding.part} ${finding.problem} ${finding.what}`}>
            <Table.Td>
              {partOf(finding)}
              {finding.about ? (
                <Text fw={600}>
                  <Bdi>{finding.about.name}</Bdi>
                </Text>
              ) : null}
            </Table.Td>
            <Table.Td>{say(finding.problem)}</Table.Td>
            <Table.Td>
              <Code style={{ overflowWrap: 'anywhere' }}>{finding.part}</Code>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
