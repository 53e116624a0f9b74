import './app/trusted-types.ts';
import '@mantine/core/styles.css';
import './app/page.css';
import { setNonce } from 'get-nonce';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { setLanguage } from './app/appearance.tsx';
import { call } from './client/client.ts';

// Styles that components add at run time are let in by this page's nonce (Content-Security-Policy, style-src).
const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
setNonce(nonce);

const root = document.getElementById('root');
if (root) {
  const start = await call('startState', {});
  await setLanguage(start.appearance.language);
  createRoot(root).render(<App nonce={nonce} start={start} />);
}
