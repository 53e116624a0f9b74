// Does one operation of office-operations.ts: node vault-operations.ts <operation> <office> <sources>. Says how far it is,
// as `runOperation` does.
import { writeSync } from 'node:fs';
import { isOperationName, operationOf, runOperation } from '../office-operations.ts';
import { environmentOf, officeAt } from '../trial-office.ts';

const [, , name = '', base = '', sources = ''] = process.argv;
if (!isOperationName(name)) throw new Error(`no such operation: ${name}`);
const operation = operationOf(name);
const office = officeAt(base);
const env = operation.environment?.(environmentOf(office)) ?? environmentOf(office);
await runOperation(operation, { env, office, sources }, (line) => {
  writeSync(1, `${line}\n`);
});
