// Fails when a layer imports what it must not: node scripts/check-layers.mjs [root]
// Looks at static imports (types too), re-exports, dynamic imports, import types and require(), by the syntax tree.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseSync } from 'vite';

// A file belongs to the first layer whose `files` match. `may` lists what it may import: a layer by its name, a path
// within the repository, a package, or node:x. `mayTypes` is allowed only with `import type`.
const layers = [
  {
    name: 'core',
    files: /^src-main\/core\//,
    may: ['core', /^src-main\/contract\/error(s|-reasons)\.ts$/, /^node:(crypto|path)$/],
    packages: ['zod', 'sodium-native', 'age-encryption', '@zxcvbn-ts/core', '@zxcvbn-ts/language-common'],
    mayTypes: ['contract'],
  },
  {
    name: 'adapters',
    files: /^src-main\/adapters\//,
    may: ['core', 'contract', /^node:/],
    packages: ['zod', 'better-sqlite3-multiple-ciphers', '@napi-rs/keyring', 'ssh2', 'aws4', 'saxes', 'docx'],
  },
  { name: 'contract', files: /^src-main\/contract\//, may: ['contract'], packages: ['zod'] },
  {
    // The side of the worker's border that callers load: it never brings core or adapters into their thread.
    name: 'worker client',
    files: /^src-main\/worker\/[^/]*-client\.ts$/,
    may: ['worker client', 'contract', /^node:/],
    packages: [],
  },
  {
    name: 'worker',
    files: /^src-main\/worker\//,
    may: ['worker', 'worker client', 'core', 'adapters', 'contract', /^node:/],
    packages: ['zod'],
  },
  {
    name: 'cli',
    files: /^src-main\/cli\//,
    may: ['cli', 'contract', 'worker client', /^node:/],
    packages: [],
  },
  {
    name: 'desktop entry',
    files: /^src-main\/desktop\.ts$/,
    may: ['shell', /^src-main\/adapters\/sqlcipher\/lock-(self-test|trial)\.ts$/],
    packages: [],
  },
  {
    name: 'shell',
    files: /^src-main\/shell\//,
    may: ['shell', 'contract', 'worker client', 'demo', /^src-main\/adapters\/(dbus\/|settings-folder\.ts$)/, /^node:/],
    packages: ['electron', 'zod'],
  },
  {
    // Loaded into the sandbox of the page: names of channels, and nothing that brings code along.
    name: 'preload',
    files: /^src-main\/preload\//,
    may: ['preload', /^src-main\/contract\/window\/channels\.ts$/],
    packages: ['electron'],
    mayTypes: ['contract'],
  },
  {
    // Makes the office of the demonstration by the calls that everybody has.
    name: 'demo',
    files: /^src-main\/demo\//,
    may: ['demo', 'contract', 'worker client', /^node:/],
    packages: [],
  },
  {
    name: 'src-renderer',
    files: /^src-renderer\//,
    may: ['src-renderer', /\.css$/],
    packages: /^(?!electron(\/|$)|zod$)/,
    mayTypes: ['contract'],
  },
];

// Adapters do not know each other; working with files, with a thread and with D-Bus is what the other ones share.
const sharedAdapters = ['src-main/adapters/dbus', 'src-main/adapters/file-system', 'src-main/adapters/threads'];

const layerOf = (file) => layers.find((layer) => layer.files.test(file));

function sourceFiles(root, folder) {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder), { recursive: true })
    .map((name) => path.posix.join(folder, name.split(path.sep).join('/')))
    .filter((name) => /\.[mc]?[jt]sx?$/.test(name) && statSync(path.join(root, name)).isFile())
    .sort();
}

/** Every import of a file: { specifier, onlyTypes }; specifier is undefined when it is not a plain string. */
function importsOf(file, text) {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0].message}`);
  const found = [];
  const add = (source, onlyTypes) => found.push({ specifier: source?.value, onlyTypes });
  const visit = (node) => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (node === null || typeof node !== 'object') return;
    if (node.type === 'ImportDeclaration') add(node.source, node.importKind === 'type');
    if (/^Export(All|Named)Declaration$/.test(node.type) && node.source) add(node.source, node.exportKind === 'type');
    if (node.type === 'ImportExpression') add(node.source, false);
    if (node.type === 'TSImportType') add(node.source ?? node.argument?.literal ?? node.argument, true);
    if (node.type === 'CallExpression' && node.callee.name === 'require') add(node.arguments[0], false);
    for (const [key, child] of Object.entries(node)) if (key !== 'parent') visit(child);
  };
  visit(program.body);
  return found;
}

/** The repository path of a relative import, else the specifier itself. */
function targetOf(file, specifier) {
  return specifier.startsWith('.') ? path.posix.join(path.posix.dirname(file), specifier) : specifier;
}

const packageOf = (specifier) => specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');

/** Why `file` must not import `target`, or undefined when it may. */
function objection(file, { specifier, onlyTypes }) {
  const layer = layerOf(file);
  if (!layer) return undefined; // reported once for the whole file
  if (specifier === undefined) return 'an import that is not a plain string cannot be checked';
  const target = targetOf(file, specifier);
  if (specifier.startsWith('.')) {
    const folder = (name) => name.split('/').slice(0, 3).join('/');
    const isOtherAdapter = layer.name === 'adapters' && layerOf(target)?.name === 'adapters';
    if (isOtherAdapter && folder(target) !== folder(file) && !sharedAdapters.includes(folder(target))) {
      return 'an adapter must not import another adapter';
    }
    if (isOtherAdapter) return undefined;
  } else if (!specifier.startsWith('node:')) {
    const name = packageOf(specifier);
    const allowed = layer.packages instanceof RegExp ? layer.packages.test(name) : layer.packages.includes(name);
    return allowed ? undefined : `${layer.name} must not import the package ${name}`;
  }
  const targetLayer = specifier.startsWith('.') ? layerOf(target)?.name : undefined;
  const matches = (allowed) => (typeof allowed === 'string' ? allowed === targetLayer : allowed.test(target));
  if (layer.may.some(matches) || (onlyTypes && layer.mayTypes?.some(matches))) return undefined;
  const asTypes = layer.mayTypes?.some(matches) ? ' other than with import type' : '';
  return `${layer.name} must not import ${targetLayer ?? target}${asTypes}`;
}

/** The shortest chain of imports from a file that nobody imports down to `file`. */
function chainTo(file, importersOf) {
  const queue = [[file]];
  const seen = new Set([file]);
  for (const chain of queue) {
    const importers = importersOf.get(chain[0]) ?? [];
    if (importers.length === 0) return chain;
    for (const importer of importers) {
      if (seen.has(importer)) continue;
      seen.add(importer);
      queue.push([importer, ...chain]);
    }
  }
  return [file];
}

const root = path.resolve(process.argv[2] ?? path.join(import.meta.dirname, '..'));
const files = ['src-main', 'src-renderer'].flatMap((folder) => sourceFiles(root, folder));
const importersOf = new Map();
const violations = [];
for (const file of files) {
  for (const found of importsOf(file, readFileSync(path.join(root, file), 'utf8'))) {
    const target = found.specifier === undefined ? '(not a plain string)' : targetOf(file, found.specifier);
    importersOf.set(target, [...(importersOf.get(target) ?? []), file]);
    const why = objection(file, found);
    if (why) violations.push({ file, target, why });
  }
  if (!layerOf(file)) violations.push({ file, target: '', why: 'this file belongs to no layer' });
}

for (const { file, target, why } of violations) {
  console.error(`${why}\n  ${[...chainTo(file, importersOf), target].filter(Boolean).join('\n    imports ')}`);
}
if (violations.length > 0) {
  console.error(`Layers: ${violations.length} forbidden import(s) in ${files.length} files.`);
  process.exitCode = 1;
} else {
  console.log(`Layers: ${files.length} files keep to them.`);
}
