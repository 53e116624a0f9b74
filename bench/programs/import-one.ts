// Imports one file into a new vault and prints the peak memory of this process in kB.
import { Office } from '../office.ts';

const [work, file] = process.argv.slice(2);
if (work === undefined || file === undefined) throw new Error('usage: import-one.ts WORK FILE');
const office = await Office.open(work);
await office.client.call('folderCreate', office.session, { name: 'Import' });
await office.client.call('documentAdd', office.session, { folder: 'Import', paths: [file] });
await office.close();
console.log(process.resourceUsage().maxRSS);
