// Does one operation of office-operations.ts: node vault-operations.ts <operation> <office> <sources>. Says `working`
// when it begins, `done <step>` when a step is reported as done, `closed` at the end.
import { writeSync } from 'node:fs';
import { unwatched } from '../../../src-main/core/job.ts';
import { isOperationName, operationOf } from '../office-operations.ts';
import { asPerson, environmentOf, officeAt, people } from '../trial-office.ts';

const say = (line: string): void => {
  writeSync(1, `${line}\n`);
};

const [, , name = '', base = '', sources = ''] = process.argv;
if (!isOperationName(name)) throw new Error(`no such operation: ${name}`);
const operation = operationOf(name);
const office = officeAt(base);
const env = operation.environment?.(environmentOf(office)) ?? environmentOf(office);
const place = { env, office, sources };

if (operation.who === null) {
  say('working');
  for (const [step, { run }] of Object.entries(operation.steps)) {
    await run({ env, job: unwatched }, place);
    say(`done ${step}`);
  }
} else {
  await asPerson(env, office, people[operation.who], async (context) => {
    say('working');
    for (const [step, { run }] of Object.entries(operation.steps)) {
      await run(context, place);
      say(`done ${step}`);
    }
  });
}
say('closed');
