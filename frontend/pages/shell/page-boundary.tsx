import Button from '@atlaskit/button/new';
import SectionMessage from '@atlaskit/section-message';
import { Component, type ReactNode } from 'react';
import { WORDS } from '../../words/words.js';

interface PageBoundaryProps {
  readonly children: ReactNode;
}

/** Keeps what breaks in a page from taking the menu with it. The usual cause is a server that was updated: its old files are gone. */
export class PageBoundary extends Component<PageBoundaryProps, { readonly isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError(): { readonly isBroken: boolean } {
    return { isBroken: true };
  }

  override render(): ReactNode {
    if (!this.state.isBroken) return this.props.children;
    const { broken, brokenHelp, reload } = WORDS.shell;
    return (
      <div role="alert" className="stack">
        <SectionMessage appearance="error" title={broken}>
          <p>{brokenHelp}</p>
        </SectionMessage>
        <div>
          <Button onClick={() => window.location.reload()}>{reload}</Button>
        </div>
      </div>
    );
  }
}
