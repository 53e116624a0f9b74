// What of others' work is in a build: the packages in its bundles, and those that it loads at run time.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** None of these asks more than that its text and the copyright notice come along. */
export const allowedLicences = new Set([
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  '(MIT OR Apache-2.0)',
  '0BSD',
  'Unlicense',
]);

/** Stated by these packages in a form that npm no longer reads. */
const statedOtherwise = new Map([['ssh2', 'MIT']]);

/** The licence that a package states; undefined when it states none. */
export const licenceOf = (name, license) => license ?? statedOtherwise.get(name);

/**
 * The packages that a build ships, by name.
 * @param outputs what `vite.build` gave. @param loaded packages that stay outside the bundles.
 * @returns name, version, licence, and the text of the licence ('' where the package brings none).
 * @throws Error for a licence that nobody has looked at.
 */
export function licencesOf(root, outputs, loaded) {
  const folders = new Set([...bundledFolders(outputs), ...loadedFolders(root, loaded)]);
  const packages = new Map();
  for (const folder of folders) {
    const { name, version, ...manifest } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
    const license = licenceOf(name, manifest.license);
    if (!allowedLicences.has(license)) throw new Error(`${name} has the licence ${license ?? '(none stated)'}`);
    packages.set(`${name}@${version}`, { name, version, licence: license ?? '', text: licenceText(folder) });
  }
  return [...packages.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The folders of the packages that modules of the bundles come from. */
function bundledFolders(outputs) {
  const modules = outputs.flatMap(({ output }) => output.flatMap((chunk) => chunk.moduleIds ?? []));
  return modules.flatMap((id) => {
    const found = /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/@?]+)/.exec(id.split(path.sep).join('/'));
    return found?.[1] && existsSync(path.join(found[1], 'package.json')) ? [found[1]] : [];
  });
}

/** Packages that are loaded at run time, with all they depend on, as far as they are installed for this platform. */
function loadedFolders(root, names) {
  const found = new Set();
  const visit = (name, from) => {
    const folder = packageFolder(name, from);
    if (folder === null || found.has(folder)) return;
    found.add(folder);
    const { dependencies = {}, optionalDependencies = {} } = JSON.parse(
      readFileSync(path.join(folder, 'package.json'), 'utf8'),
    );
    for (const needed of Object.keys({ ...dependencies, ...optionalDependencies })) visit(needed, folder);
  };
  for (const name of names) visit(name, root);
  return found;
}

/** Where Node would find a package from a folder; null when it is not installed. */
function packageFolder(name, from) {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, 'node_modules', name);
    if (existsSync(path.join(candidate, 'package.json'))) return candidate;
    if (folder === path.dirname(folder)) return null;
  }
}

function licenceText(folder) {
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying)(\.|$|-)/i.test(name));
  return file === undefined ? '' : readFileSync(path.join(folder, file), 'utf8');
}
