import type { Language } from '../contract/messages/index.ts';

/**
 * `--lang` wherever it stands, else the locale. Found before the arguments are parsed, for what is wrong with them is
 * said in that language too.
 */
export function languageOf(args: readonly string[], environment: NodeJS.ProcessEnv): Language {
  const { LC_ALL: all, LC_MESSAGES: messages, LANG: lang } = environment;
  const given = args.flatMap((argument, index) =>
    argument === '--lang' ? [args[index + 1]] : argument.startsWith('--lang=') ? [argument.slice(7)] : [],
  );
  return (given.at(-1) ?? (all || messages || lang))?.toLowerCase().startsWith('nl') ? 'nl' : 'en';
}
