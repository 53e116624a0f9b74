import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';

const TitleContext = createContext<string | null>(null);
const SetTitleContext = createContext<(title: string | null) => void>(() => undefined);

/** Holds the title of the screen that is shown, for the header. It is never the title of the window, which others see. */
export function PageTitleProvider({ children }: { readonly children: ReactNode }) {
  const [title, setTitle] = useState<string | null>(null);
  return (
    <SetTitleContext value={setTitle}>
      <TitleContext value={title}>{children}</TitleContext>
    </SetTitleContext>
  );
}

export const usePageTitle = (): string | null => useContext(TitleContext);

/** Says the title of the screen while it is shown. */
export function useSetPageTitle(title: string): void {
  const setTitle = useContext(SetTitleContext);
  useEffect(() => {
    setTitle(title);
    return () => setTitle(null);
  }, [title, setTitle]);
}
