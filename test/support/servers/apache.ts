import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { openSmallDisk } from '../full-disk.ts';
import { openTempFolder } from '../temp-folder.ts';
import { tool } from '../tools.ts';
import { freePort, openRestartable, ServerProcess } from './server-process.ts';
import type { TestServer } from './test-server.ts';

const nobody = 65_534;
const user = 'kluis';
const password = 'the password of Apache';

export interface Apache extends TestServer {
  /** The same place over TLS. */
  readonly tlsPort: number;
  /** What it shows there, signed by itself, for 127.0.0.1. */
  readonly certificate: string;
}

const modules = [
  'mpm_event',
  'authn_core',
  'authn_file',
  'authz_core',
  'authz_user',
  'auth_basic',
  'dav',
  'dav_fs',
  'ssl',
];

/** Apache with mod_dav, with and without TLS. Needs root, for the disk. */
export async function openApache(diskBytes: number): Promise<Apache> {
  const home = openTempFolder('kluis-apache-');
  const disk = openSmallDisk(diskBytes);
  const [port, tlsPort] = [await freePort(), await freePort()];
  const root = `${disk.path}/dav`;
  for (const folder of [root, home.file('locks')]) {
    mkdirSync(folder);
    chownSync(folder, nobody, nobody);
  }
  chownSync(disk.path, nobody, nobody);
  chmodSync(home.path, 0o755);
  const hash = execFileSync(tool('openssl'), ['passwd', '-apr1', password], { encoding: 'utf8' }).trim();
  writeFileSync(home.file('users'), `${user}:${hash}\n`);
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const files = ['-keyout', home.file('tls.key'), '-out', home.file('tls.pem')];
  const ec = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '30'];
  execFileSync(tool('openssl'), ['req', '-x509', ...ec, ...subject, ...files], { stdio: 'pipe' });
  writeFileSync(
    home.file('apache.conf'),
    `ServerRoot ${home.path}
ServerName 127.0.0.1
Listen 127.0.0.1:${port}
Listen 127.0.0.1:${tlsPort}
${modules.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join('\n')}
User #${nobody}
Group #${nobody}
PidFile ${home.file('pid')}
ErrorLog ${home.file('error.log')}
DocumentRoot ${disk.path}
DavLockDB ${home.file('locks')}/db
LimitRequestBody 0
<Directory ${disk.path}>
  Dav On
  AuthType Basic
  AuthName dav
  AuthUserFile ${home.file('users')}
  Require valid-user
</Directory>
<VirtualHost 127.0.0.1:${tlsPort}>
  SSLEngine on
  SSLCertificateFile ${home.file('tls.pem')}
  SSLCertificateKeyFile ${home.file('tls.key')}
</VirtualHost>
`,
  );
  const isReady = async () => (await fetch(`http://127.0.0.1:${port}/dav/`)).status === 401;
  const command = [tool('apache2'), '-f', home.file('apache.conf'), '-DFOREGROUND'] as const;
  const launch = () => ServerProcess.start(command, { logFolder: home.path, isReady });
  return {
    ...(await openRestartable(launch, [disk, home])),
    port,
    tlsPort,
    certificate: readFileSync(home.file('tls.pem'), 'utf8'),
    disk,
    folder: `${root}/office`,
    credentials: { kind: 'webdav', password },
    wrongCredentials: { kind: 'webdav', password: 'wrong' },
    settings: (through = port) => ({
      kind: 'webdav',
      address: `http://127.0.0.1:${through}/dav/office`,
      user,
      certificate: null,
    }),
  };
}
