import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import styles from './Paper.module.css';

/** What a printer or PDF gets instead of the window, while this is there. On the screen it is not to be seen. */
export function Paper({ children }: { readonly children: ReactNode }) {
  return createPortal(<div className={styles.paper}>{children}</div>, document.body);
}
