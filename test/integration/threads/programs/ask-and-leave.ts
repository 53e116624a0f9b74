import { InOrderThread } from '../../../../src-main/adapters/threads/in-order-thread.ts';

// A process that has its answers: nothing but the thread could keep it from ending.
const thread = new InOrderThread<string, string>(`${import.meta.dirname}/echo-thread.ts`, 'echo');
const answers = [await thread.ask('first'), ...(await Promise.all([thread.ask('second'), thread.ask('third')]))];
process.stdout.write(answers.join(' '));
