import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from '@swc/core';

/** Errors whose words a person reads, by class. */
const TOLD = new Set([
  'ConfigurationError',
  'UnknownNameError',
  'ReconnectNeededError',
  'EmbeddedDatabaseError',
  'HoldFieldError',
  'StaleError',
  'PausedError',
  'RefusedError',
]);

/** What stands for a name or value in the message. */
const GAP = '…';

/** A message as a person reads it, with `…` where a name or value stands. */
export interface MessageInCode {
  readonly file: string;
  readonly text: string;
}

interface Node {
  readonly type: string;
  readonly [member: string]: unknown;
}

/** Every message that is written out where such an error is made. One that is only handed through is found where it was written. */
export function messagesInCode(): readonly MessageInCode[] {
  const root = fileURLToPath(new URL('../../../..', import.meta.url));
  return ['addon', 'backend']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
    )
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => {
      const module = parseSync(readFileSync(join(root, file), 'utf8'), { syntax: 'typescript', target: 'es2022' });
      return madeIn(module).flatMap((node) => {
        const text = messageOf(node);
        return text === null ? [] : [{ file, text }];
      });
    });
}

function madeIn(node: unknown): readonly Node[] {
  if (Array.isArray(node)) return node.flatMap(madeIn);
  if (typeof node !== 'object' || node === null) return [];
  const below = Object.values(node).flatMap(madeIn);
  const { type, callee } = node as { type?: string; callee?: { value?: string } };
  return type === 'NewExpression' && TOLD.has(callee?.value ?? '') ? [node as Node, ...below] : below;
}

/** The first argument that has words; of held fields that is the second one. */
function messageOf({ callee, arguments: given }: Node): string | null {
  const expressions = (given as readonly { expression: Node }[]).map(({ expression }) => expression);
  const isHeld = (callee as { value?: string }).value === 'HoldFieldError';
  const text = textOf(expressions[isHeld ? 1 : 0]);
  return text === null || !/[a-z]{3}/i.test(text) ? null : text;
}

function textOf(node: Node | undefined): string | null {
  if (node === undefined) return null;
  if (node.type === 'ParenthesisExpression') return textOf(node.expression as Node);
  if (node.type === 'StringLiteral') return String(node.value);
  if (node.type === 'TemplateLiteral') {
    return (node.quasis as readonly { cooked: string }[]).map(({ cooked }) => cooked).join(GAP);
  }
  if (node.type !== 'BinaryExpression') return null;
  const [left, right] = [textOf(node.left as Node), textOf(node.right as Node)];
  return left === null || right === null ? null : left + right;
}
