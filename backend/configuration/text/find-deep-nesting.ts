import { CST, Lexer } from 'yaml';

/** No configuration comes near it; the parser, which calls itself for every level, would run out of stack far above it. */
export const DEEPEST = 50;

/** Where brackets, or list and key signs of one line, are nested deeper than `DEEPEST`; null when they are not. */
export function findDeepNesting(text: string): number | null {
  let offset = 0;
  let brackets = 0;
  let signsInLine = 0;
  let isScalarNext = false;
  for (const token of new Lexer().lex(text)) {
    if (isScalarNext) {
      isScalarNext = false;
      offset += token.length;
      continue;
    }
    switch (CST.tokenType(token)) {
      // Signs of the lexer's own, which are not in the text.
      case 'scalar':
        isScalarNext = true;
        continue;
      case 'doc-mode':
      case 'flow-error-end':
        continue;
      case 'flow-seq-start':
      case 'flow-map-start':
        brackets += 1;
        break;
      case 'flow-seq-end':
      case 'flow-map-end':
        brackets -= 1;
        break;
      case 'seq-item-ind':
      case 'explicit-key-ind':
        signsInLine += 1;
        break;
      case 'newline':
        signsInLine = 0;
        break;
      default:
    }
    if (brackets > DEEPEST || signsInLine > DEEPEST) return offset;
    offset += token.length;
  }
  return null;
}
