// Signs in, imports one file into the folder Import and prints the peak memory of this process in kB.
import { Office } from '../office.ts';

const [home, file] = process.argv.slice(2);
if (home === undefined || file === undefined) throw new Error('usage: import-one.ts HOME FILE');
const office = await Office.at(home);
await office.client.call('documentAdd', office.session, { folder: 'Import', paths: [file] });
await office.leave();
console.log(process.resourceUsage().maxRSS);
