import { z } from 'zod';

interface Node {
  readonly type: string;
  readonly text?: string | undefined;
  readonly attrs?: Readonly<Record<string, unknown>> | undefined;
  readonly content?: readonly Node[] | undefined;
}

const node: z.ZodType<Node> = z.lazy(() =>
  z.looseObject({
    type: z.string(),
    text: z.string().optional(),
    attrs: z.record(z.string(), z.unknown()).optional(),
    content: z.array(node).optional(),
  }),
);
const document = z.looseObject({ type: z.literal('doc'), content: z.array(node).default([]) });

/**
 * The words of a text in their order, without what only lays them out: two texts with the same words say the same. List numbers
 * and bullets count as layout, because one tool writes them and the other makes them.
 */
export function wordsOfText(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/^\s*(?:\d+\.|[-*•])(?:\s+|$)/, ''))
    .join(' ')
    .split(/[^\p{Letter}\p{Number}]+/u)
    .filter((word) => word !== '')
    .join(' ');
}

/** The words of an Atlassian document; a mention counts as the name that it shows. @throws when it is none. */
export function wordsOfDocument(value: unknown): string {
  return wordsOfText(paragraphsOf(value).join('\n'));
}

/** The texts of a document's top-level blocks, in order. */
export function paragraphsOf(value: unknown): string[] {
  return value === null || value === undefined ? [] : document.parse(value).content.map(textOf);
}

export function isDocument(value: unknown): boolean {
  return document.safeParse(value).success;
}

const BLOCKS = new Set(['paragraph', 'heading', 'listItem', 'tableCell', 'tableHeader', 'tableRow', 'codeBlock']);

function textOf({ type, text, attrs, content = [] }: Node): string {
  if (type === 'text') return text ?? '';
  if (type === 'hardBreak') return '\n';
  if (type === 'mention' || type === 'emoji' || type === 'status') return String(attrs?.text ?? '');
  if (type === 'date') return new Date(Number(attrs?.timestamp)).toISOString().slice(0, 10);
  const inner = content.map(textOf).join('');
  return BLOCKS.has(type) ? `${inner}\n` : inner;
}
