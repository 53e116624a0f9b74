import { call } from '../../../client/client.ts';
import { baseName } from '../../../client/document-path.ts';
import { newJob } from '../../../client/use-job.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { useUndo } from '../../../ui/Undo/use-undo.tsx';
import type { Chosen, Document } from './document-tree.ts';
import { documentTexts } from './texts.ts';
import { useSteps } from './use-steps.ts';

/** Where documents are moved: another folder, or a directory of this one (empty: the top). */
export type Destination = { readonly folder: string } | { readonly directory: string };

/** What is done with documents of a folder and can be undone: bin, rename, move. */
export function useDocumentActs(folder: string) {
  const say = useTexts(documentTexts);
  const { run, busy, progress, error, forget } = useSteps();
  const undo = useUndo();
  const each = async <Item>(items: readonly Item[], step: (item: Item) => Promise<unknown>) => {
    for (const item of items) await step(item);
  };

  const bin = async (documents: readonly Document[]) => {
    const done = await run(documents, ({ id }) => call('documentRemove', { folder, document: id }));
    const [first] = done;
    if (first === undefined) return;
    const text =
      done.length === 1
        ? say('binnedOneToast', { name: baseName(first.name) })
        : say('binnedManyToast', { count: done.length });
    undo.offer(text, () => each(done, ({ id }) => call('documentRestore', { folder, document: id })));
  };

  const rename = async (document: Document, name: string): Promise<boolean> => {
    const done = await run([document], ({ id }) => call('documentRename', { folder, document: id, name }));
    if (done.length === 0) return false;
    undo.offer(say('renamedToast', { name: baseName(name) }), () =>
      call('documentRename', { folder, document: document.id, name: document.name }),
    );
    return true;
  };

  const move = async (chosen: readonly Chosen[], to: Destination): Promise<boolean> => {
    const done = await run(chosen, ({ document: { id }, tail }) => {
      if ('folder' in to) return call('documentMove', { folder, document: id, toFolder: to.folder }, newJob());
      const name = to.directory === '' ? tail : `${to.directory}/${tail}`;
      return call('documentRename', { folder, document: id, name });
    });
    const [first] = done;
    if (first !== undefined) {
      const text =
        done.length === 1
          ? say('movedOneToast', { name: baseName(first.document.name) })
          : say('movedManyToast', { count: done.length });
      undo.offer(text, () =>
        each(done, ({ document: { id, name } }) =>
          'folder' in to
            ? call('documentMove', { folder: to.folder, document: id, toFolder: folder })
            : call('documentRename', { folder, document: id, name }),
        ),
      );
    }
    return done.length === chosen.length;
  };

  return { bin, rename, move, busy, progress, error: error ?? undo.error, forget, undoLast: undo.last };
}
