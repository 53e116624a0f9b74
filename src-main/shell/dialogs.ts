import path from 'node:path';
import type { BrowserWindow, Dialog, FileFilter, OpenDialogOptions } from 'electron';
import type { ShellTexts } from './texts.ts';

type TextName = keyof ShellTexts;

export interface DialogsParts {
  readonly dialog: Pick<Dialog, 'showOpenDialog' | 'showSaveDialog'>;
  readonly window: () => BrowserWindow | null;
  readonly texts: () => ShellTexts;
  /** Where the first dialog opens. */
  readonly firstFolder: string;
}

/** The system's own dialogs: the only way by which paths come into the program besides a drop. */
export class Dialogs {
  readonly #parts: DialogsParts;
  /** Where the last dialog ended; in memory only, for it tells where somebody keeps files. */
  #folder: string;

  constructor(parts: DialogsParts) {
    this.#parts = parts;
    this.#folder = parts.firstFolder;
  }

  /** @returns the folder, or null when the user cancelled. */
  async chooseFolder(title: TextName, button: TextName): Promise<string | null> {
    const [folder] = await this.#open(title, button, ['openDirectory', 'createDirectory']);
    return folder ?? null;
  }

  /** @returns no paths when the user cancelled. */
  async chooseFiles(title: TextName, button: TextName): Promise<string[]> {
    return await this.#open(title, button, ['openFile', 'multiSelections']);
  }

  /** @returns the file, or null when the user cancelled. */
  async chooseFile(title: TextName, filters: FileFilter[]): Promise<string | null> {
    const [file] = await this.#open(title, 'open', ['openFile'], filters);
    return file ?? null;
  }

  /** @returns where to, or null when the user cancelled. @param name without its folder. */
  async saveAs(title: TextName, name: string): Promise<string | null> {
    const window = this.#parts.window();
    if (window === null) return null;
    const extension = path.extname(name).slice(1);
    const answer = await this.#parts.dialog.showSaveDialog(window, {
      title: this.#parts.texts()[title],
      defaultPath: path.join(this.#folder, name),
      ...(extension === '' ? {} : { filters: [{ name: extension.toUpperCase(), extensions: [extension] }] }),
    });
    if (answer.canceled || answer.filePath === '') return null;
    this.#folder = path.dirname(answer.filePath);
    return answer.filePath;
  }

  async #open(
    title: TextName,
    button: TextName,
    properties: NonNullable<OpenDialogOptions['properties']>,
    filters?: FileFilter[],
  ): Promise<string[]> {
    const window = this.#parts.window();
    if (window === null) return [];
    const texts = this.#parts.texts();
    const answer = await this.#parts.dialog.showOpenDialog(window, {
      title: texts[title],
      buttonLabel: texts[button],
      defaultPath: this.#folder,
      properties,
      ...(filters === undefined ? {} : { filters }),
    });
    const [first] = answer.filePaths;
    if (answer.canceled || first === undefined) return [];
    this.#folder = path.dirname(first);
    return answer.filePaths;
  }
}
