import { fill } from '../../contract/messages/index.ts';
import { command } from '../command.ts';

export const keyCommands = [
  command('key rotate', {}, async ({ call, texts, formats }) => {
    const rotated = await call('keyRotate', {});
    const words = { people: formats.count(rotated.people), computers: formats.count(rotated.computers) };
    return { json: rotated, lines: [fill(texts.results['keys-rotated'], words)] };
  }),
];
