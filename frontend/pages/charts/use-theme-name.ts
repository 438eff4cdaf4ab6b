import { useSyncExternalStore } from 'react';

/** Another name whenever the page looks otherwise: what is drawn with colours must be drawn anew. */
export function useThemeName(): string {
  return useSyncExternalStore(listen, () => {
    const { colorMode = '', theme = '' } = document.documentElement.dataset;
    return `${colorMode} ${theme}`;
  });
}

function listen(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ['data-color-mode', 'data-theme'] });
  return () => observer.disconnect();
}
