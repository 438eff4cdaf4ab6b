import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { yaml as yamlLanguage } from '@codemirror/lang-yaml';
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorState } from '@codemirror/state';
import { EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { WORDS } from '../../../words/words.js';
import type { Remark } from '../form/form-context.js';
import { editorLook } from './editor-look.js';

interface YamlEditorProps {
  readonly text: string;
  readonly write: (text: string) => void;
  readonly faults: readonly Remark[];
  readonly notices: readonly Remark[];
  readonly isReadOnly: boolean;
}

/**
 * The draft as text. It lives in a shadow root: there its styles are sheets made by script, which the policy of the page allows, while in the
 * document they would be style elements, which it does not. Tab leaves the editor, so that the keyboard is not caught in it.
 */
export default function YamlEditor({ text, write, faults, notices, isReadOnly }: YamlEditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<{ readonly view: EditorView; readonly readOnly: Compartment } | null>(null);
  const told = useRef({ text, write });
  told.current.write = write;
  useEffect(() => {
    const host = place.current;
    if (host === null) return;
    const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
    const readOnly = new Compartment();
    const view = new EditorView({
      root,
      parent: root,
      state: EditorState.create({
        doc: told.current.text,
        extensions: [
          lineNumbers(),
          highlightActiveLine(),
          highlightActiveLineGutter(),
          history(),
          yamlLanguage(),
          lintGutter(),
          keymap.of([...defaultKeymap, ...historyKeymap, ...lintKeymap]),
          readOnly.of([]),
          editorLook,
          EditorView.contentAttributes.of({ 'aria-label': WORDS.mapping.textLabel, tabindex: '0' }),
          EditorView.updateListener.of(({ docChanged, state }) => {
            if (!docChanged) return;
            const now = state.doc.toString();
            if (now === told.current.text) return;
            told.current.text = now;
            told.current.write(now);
          }),
        ],
      }),
    });
    editor.current = { view, readOnly };
    return () => {
      editor.current = null;
      view.destroy();
    };
  }, []);
  useEffect(() => {
    const view = editor.current?.view;
    told.current.text = text;
    if (view === undefined) return;
    const change = changeBetween(view.state.doc.toString(), text);
    if (change !== null) view.dispatch({ changes: change });
  }, [text]);
  useEffect(() => {
    if (editor.current === null) return;
    const { view, readOnly } = editor.current;
    const effects = readOnly.reconfigure(isReadOnly ? [EditorState.readOnly.of(true)] : []);
    view.dispatch({ effects });
  }, [isReadOnly]);
  useEffect(() => {
    const view = editor.current?.view;
    if (view === undefined) return;
    const { state } = view;
    const shown = [
      ...faults.map((remark) => diagnosticOf(state, remark, 'error')),
      ...notices.map((remark) => diagnosticOf(state, remark, 'info')),
    ];
    view.dispatch(setDiagnostics(state, shown));
  }, [faults, notices]);
  return <div className="mapping-text" ref={place} />;
}

function diagnosticOf(
  state: EditorState,
  { line, column, message }: Remark,
  severity: Diagnostic['severity'],
): Diagnostic {
  const { from, to } = state.doc.line(Math.min(line, state.doc.lines));
  return { from: Math.min(from + column - 1, to), to, severity, message };
}

/** What differs in the middle: the cursor and what is folded stay where they are. */
function changeBetween(before: string, after: string): { from: number; to: number; insert: string } | null {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before[from] === after[from]) from += 1;
  let tail = 0;
  while (tail < shorter - from && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  return { from, to: before.length - tail, insert: after.slice(from, after.length - tail) };
}
