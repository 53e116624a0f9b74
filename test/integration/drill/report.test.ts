import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { renderReport } from '../../../src-main/adapters/reports/render-report.ts';
import type { DrillResult } from '../../../src-main/contract/drill.ts';
import { drillReport } from '../../../src-main/worker/reports/drill-report.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { describeWithTools, tool } from '../../support/tools.ts';

const startedAt = Date.UTC(2026, 10, 22, 13, 5);
const passed: DrillResult = {
  passed: true,
  startedAt,
  endedAt: startedAt + 95_000,
  target: 'NAS van kantoor',
  snapshot: {
    id: '9eafb0c1-412',
    number: 412,
    at: startedAt - 26 * 3_600_000,
    documents: 10_422,
    bytes: 2_147_483_648,
  },
  isStale: false,
  repository: { snapshots: 61, files: 812, bytes: 2_547_483_648 },
  restoreMs: 61_000,
  proved: {
    documents: 10_385,
    archived: 37,
    bytes: 2_147_450_880,
    records: 21_877,
    pages: 48_800,
    keys: 312,
    accessLists: 140,
    people: 9,
    entries: 40_211,
  },
  beside: {
    documents: { same: 10_380, changed: 0, gone: 5 },
    records: { same: 11_390, changed: 61, gone: 7 },
    entriesSince: 74,
  },
  findings: [],
};
const failed: DrillResult = {
  ...passed,
  passed: false,
  isStale: true,
  restoreMs: null,
  proved: null,
  beside: null,
  findings: Array.from({ length: 60 }, (_, index) => ({ part: `packs/${index}`, problem: 'missing', what: 'gone' })),
};
const signer = {
  office: 'Kantoor <Testdijk> & Zn.',
  officer: 'Petra de Privacy',
  computer: 'BALIE-2 / petra',
  program: '0.1.0',
  key: 'ABCD-1234',
  root: 'WXYZ-5678',
};

describeWithTools(['soffice'], 'the report of a drill, opened by LibreOffice', () => {
  test('says in both languages who, when, what was compared and how long it took, and what it does not prove', async () => {
    const home = tempFolder();
    const reports = { 'passed-nl': ['nl', passed], 'passed-en': ['en', passed], 'failed-nl': ['nl', failed] } as const;
    for (const [name, [language, result]] of Object.entries(reports)) {
      writeFileSync(home.file(`${name}.docx`), await renderReport(drillReport(result, signer, language)));
    }
    const profile = `-env:UserInstallation=file://${home.file('profile')}`;
    const documents = Object.keys(reports).map((name) => home.file(`${name}.docx`));
    const args = [profile, '--headless', '--convert-to', 'txt:Text (encoded):UTF8', '--outdir', home.path];
    const { status, stderr } = spawnSync(tool('soffice'), [...args, ...documents], { encoding: 'utf8' });
    expect({ status, stderr }).toMatchObject({ status: 0 });
    const textOf = (name: string) => readFileSync(home.file(`${name}.txt`), 'utf8').replace(/\u00a0|\u202f/g, ' ');

    const dutch = textOf('passed-nl');
    for (const fact of [
      'Verslag van een hersteltest',
      'Geslaagd. De back-up is teruggezet',
      'Kantoor <Testdijk> & Zn.',
      'Petra de Privacy',
      'BALIE-2 / petra',
      'zondag 22 november 2026',
      '14:05',
      'NAS van kantoor',
      '9eafb0c1-412',
      '1 dag 2 uur',
      '1 minuut 1 seconde',
      '34 seconden',
      '10.385',
      '10.380 gelijk, 0 sindsdien gewijzigd, 5 sindsdien verwijderd',
      '140 toegangslijsten, 9 mensen',
      '40.211 regels, vanaf de eerste',
      '74 regels in het logboek',
      '2,1 GB',
      'Geen.',
      'Wat dit bewijst',
      'Wat dit niet bewijst',
      'controletekens ABCD-1234',
      'WXYZ-5678',
    ]) {
      expect(dutch).toContain(fact);
    }
    const english = textOf('passed-en');
    for (const fact of [
      'Report of a restore test',
      'Passed.',
      '1 day 2 hours',
      '10,380 the same',
      'What this does not prove',
    ]) {
      expect(english).toContain(fact);
    }
    const bad = textOf('failed-nl');
    for (const fact of [
      'Niet geslaagd.',
      'Let op:',
      'niet zover gekomen',
      'Er is niets vergeleken.',
      'packs/0',
      'En nog 10.',
    ]) {
      expect(bad).toContain(fact);
    }
    expect(bad).not.toContain('Wat dit bewijst');
    expect(`${dutch}${english}${bad}`).not.toMatch(/\{\w+\}|undefined|NaN|null/);
  });
});
