import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** The editor in Atlassian's colours, light and dark by their tokens. */
const theme = EditorView.theme({
  '&': {
    height: '100%',
    color: 'var(--ds-text)',
    backgroundColor: 'var(--ds-background-input)',
    font: 'var(--ds-font-code)',
  },
  '&.cm-focused': { outline: 'var(--ds-border-width-focused) solid var(--ds-border-focused)' },
  '.cm-scroller': { font: 'inherit', lineHeight: '1.6' },
  '.cm-content': { caretColor: 'var(--ds-text)' },
  '.cm-cursor': { borderLeftColor: 'var(--ds-text)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--ds-background-selected)',
  },
  '.cm-gutters': {
    color: 'var(--ds-text-subtlest)',
    backgroundColor: 'var(--ds-surface-sunken)',
    borderRight: 'var(--ds-border-width) solid var(--ds-border)',
  },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--ds-background-neutral-subtle-hovered)' },
  '.cm-activeLineGutter': { color: 'var(--ds-text)' },
  '.cm-tooltip': {
    color: 'var(--ds-text)',
    backgroundColor: 'var(--ds-surface-overlay)',
    border: 'var(--ds-border-width) solid var(--ds-border)',
    boxShadow: 'var(--ds-shadow-overlay)',
    maxWidth: '28rem',
  },
  // In place of pictures in addresses, which the policy of the page does not allow.
  '.cm-lintRange-error, .cm-lintRange-warning, .cm-lintRange-info, .cm-lintRange-hint': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--ds-border-information)',
  },
  '.cm-lintRange-error': { textDecorationColor: 'var(--ds-border-danger)' },
  '.cm-lint-marker': {
    width: '0.6em',
    height: '0.6em',
    marginBlock: '0.5em',
    borderRadius: '50%',
    backgroundColor: 'var(--ds-icon-information)',
  },
  '.cm-lint-marker-error, .cm-lint-marker-warning, .cm-lint-marker-info': { content: 'normal' },
  '.cm-lint-marker-error': { backgroundColor: 'var(--ds-icon-danger)' },
  '.cm-diagnostic': { font: 'var(--ds-font-body-small)', borderLeftColor: 'var(--ds-border-danger)' },
});

const highlights = HighlightStyle.define([
  { tag: [tags.definition(tags.propertyName), tags.propertyName], color: 'var(--ds-text-accent-blue)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--ds-text-accent-green)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--ds-text-accent-purple)' },
  { tag: [tags.lineComment, tags.comment], color: 'var(--ds-text-subtlest)', fontStyle: 'italic' },
  { tag: [tags.punctuation, tags.separator, tags.bracket], color: 'var(--ds-text-subtle)' },
]);

export const editorLook = [theme, syntaxHighlighting(highlights)];
