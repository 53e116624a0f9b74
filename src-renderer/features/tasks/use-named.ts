import { useTexts } from '../../i18n/texts.ts';
import type { Task } from './task.ts';
import { taskTexts } from './texts.ts';

/** What the program raised itself has a word for a title, and its name in the language of whoever reads it. */
export function useNamed(): (task: Task) => Task {
  const say = useTexts(taskTexts);
  return (task) => {
    const { kind } = task.source;
    if ((kind !== 'backup-fault' && kind !== 'drill') || task.title !== kind) return task;
    const name = say(kind === 'drill' ? 'drill' : 'backupFault');
    return { ...task, name, title: name };
  };
}
