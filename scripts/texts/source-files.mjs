// Reads the source files of the renderer and of the contract as syntax trees.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseSync } from 'vite';

/** Every node of a tree, parents first. */
export function* nodesOf(node) {
  if (Array.isArray(node)) {
    for (const one of node) yield* nodesOf(one);
    return;
  }
  if (node === null || typeof node !== 'object') return;
  if (typeof node.type === 'string') yield node;
  for (const [key, child] of Object.entries(node)) if (key !== 'parent') yield* nodesOf(child);
}

/** The source files of a folder: { file, text, program, imports }, by their path in the repository. */
export function sourceFiles(root, folder) {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder), { recursive: true })
    .map((name) => path.posix.join(folder, name.split(path.sep).join('/')))
    .filter((name) => /\.tsx?$/.test(name) && statSync(path.join(root, name)).isFile())
    .sort()
    .map((file) => readSource(root, file));
}

function readSource(root, file) {
  const text = readFileSync(path.join(root, file), 'utf8');
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0].message}`);
  const imports = new Map();
  const importedFiles = new Set();
  for (const node of nodesOf(program.body)) {
    const source =
      node.type === 'ImportExpression' || node.type === 'ImportDeclaration' ? node.source?.value : undefined;
    if (typeof source !== 'string' || !source.startsWith('.')) continue;
    const target = path.posix.join(path.posix.dirname(file), source);
    importedFiles.add(target);
    for (const { local, imported } of node.specifiers ?? []) {
      imports.set(local.name, { file: target, name: imported?.name ?? local.name });
    }
  }
  return { file, text, program, imports, importedFiles };
}

/** `src-renderer/app/App.tsx:12`. */
export function placeOf({ file, text }, node) {
  return `${file}:${text.slice(0, node.start).split('\n').length}`;
}

/** What `export const name = …` of a file is, without `as const` and `satisfies`. */
export function constantOf({ program }, name) {
  for (const node of nodesOf(program.body)) {
    if (node.type === 'VariableDeclarator' && node.id.name === name && node.init) return bare(node.init);
  }
  return undefined;
}

export const bare = (node) =>
  node?.type === 'TSAsExpression' || node?.type === 'TSSatisfiesExpression' ? bare(node.expression) : node;
