import { expect, test } from 'vitest';
import { z } from 'zod';
import { commands } from '../../../src-main/cli/commands/index.ts';
import { usageOf } from '../../../src-main/cli/help.ts';
import { globalOptions } from '../../../src-main/cli/parse-arguments.ts';
import { errorCodes } from '../../../src-main/contract/errors.ts';
import { ErrorDocumentSchema, outputs } from '../../support/cli-outputs.ts';
import { cliPage, documentedCommands, documentedError } from '../../support/cli-page.ts';

test('docs/cli.md has every error code at its exit code', () => {
  const section = cliPage.split('## Exit codes')[1]?.split('\n## ')[0] ?? '';
  const listed = section
    .split('\n')
    .map((line) => /^\| (\d) \|[^|]*\|(.*)\|$/.exec(line))
    .flatMap((row) => [...(row?.[2] ?? '').matchAll(/`([\w-]+)`/g)].map(([, code]) => [code, Number(row?.[1])]));
  expect(Object.fromEntries(listed)).toEqual(errorCodes);
});

test('docs/cli.md has every command as it is called, with an example', () => {
  const documented = documentedCommands();
  expect(documented.map(({ usage }) => usage).sort()).toEqual(commands.map((command) => usageOf(command)).sort());
  expect(documented.filter(({ examples }) => examples.length === 0)).toEqual([]);
});

test('what lists prints an array of objects with id and name, but for the snapshots of several targets', () => {
  const objects = ['backup list', 'restore list'];
  const lists = /(^| )(list|find|versions|members)$/;
  const hasBoth = (schema: z.ZodType) =>
    schema instanceof z.ZodArray &&
    schema.element instanceof z.ZodObject &&
    schema.element.shape.id instanceof z.ZodString &&
    schema.element.shape.name instanceof z.ZodString;
  const asked = Object.entries(outputs).filter(([words, schema]) => lists.test(words) || schema instanceof z.ZodArray);
  expect(asked.length).toBeGreaterThan(12);
  const others = asked.filter(([words, schema]) => !objects.includes(words) && !hasBoth(schema));
  expect(others.map(([words]) => words)).toEqual([]);
});

test('docs/cli.md has every option that goes everywhere', () => {
  for (const name of Object.keys(globalOptions)) expect(cliPage).toContain(`\`--${name}`);
});

test('every example of docs/cli.md is what its command may print', () => {
  for (const { usage, examples } of documentedCommands()) {
    const command = commands.find((one) => usageOf(one) === usage);
    for (const example of examples) expect(command && outputs[command.words].parse(example), usage).toEqual(example);
  }
  expect(ErrorDocumentSchema.parse(documentedError)).toEqual(documentedError);
});
