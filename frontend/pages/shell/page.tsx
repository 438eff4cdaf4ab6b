import Heading from '@atlaskit/heading';
import { type ReactNode, useEffect, useRef } from 'react';
import { WORDS } from '../../words/words.js';

interface PageProps {
  readonly title: string;
  /** What the page is about, in a line. */
  readonly lead?: ReactNode;
  /** The way back to the list that this is of. */
  readonly trail?: ReactNode;
  /** Buttons for the whole page. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of a page. Who has come here by the menu is put at its title, as a loaded document would do. */
export function Page({ title, lead, trail, actions, children }: PageProps) {
  const top = useRef<HTMLElement>(null);
  useEffect(() => {
    document.title = `${title} · ${WORDS.product}`;
  }, [title]);
  useEffect(() => {
    // The first page is read from the document's beginning.
    if (document.activeElement !== document.body) top.current?.focus();
  }, []);
  return (
    <>
      <header className="page__top" ref={top} tabIndex={-1}>
        {trail !== undefined && <div className="small">{trail}</div>}
        <div className="bar">
          <Heading size="large" as="h1">
            {title}
          </Heading>
          {actions !== undefined && <div className="row">{actions}</div>}
        </div>
        {lead !== undefined && <p className="subtle">{lead}</p>}
      </header>
      {children}
    </>
  );
}
