// Fails when a package that the program runs on has a licence nobody has looked at: node scripts/check-licences.mjs [root]
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { allowedLicences, licenceOf } from './licences.mjs';

const root = path.resolve(process.argv[2] ?? path.join(import.meta.dirname, '..'));
const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
const shipped = Object.entries(packages).filter(([where, { dev }]) => where !== '' && dev !== true);
const others = shipped
  .map(([where, { license }]) => [where.replace(/^.*node_modules\//, ''), license])
  .filter(([name, license]) => !allowedLicences.has(licenceOf(name, license)));

for (const [name, license] of others) console.error(`${name} has the licence ${license ?? '(none stated)'}`);
if (others.length > 0) process.exitCode = 1;
else console.log(`Licences: ${shipped.length} packages, each with one that was looked at.`);
