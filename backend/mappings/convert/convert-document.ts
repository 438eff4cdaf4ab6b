import type { AdfDocument, AdfNode } from '../../connectors/sdk/index.js';
import { HoldFieldError } from '../hold-field-error.js';
import { blockText } from '../rich-text/index.js';
import type { ConversionContext } from './conversion-context.js';
import { findPerson } from './find-person.js';

/**
 * A document for another site: mentions name the people there, or become their names as text; files, which belong to the site
 * that holds them, become their file names.
 */
export async function convertDocument(context: ConversionContext, document: AdfDocument): Promise<AdfDocument> {
  const content = await Promise.all(document.content.map((block) => convertNode(context, block)));
  return { ...document, content };
}

async function convertNode(context: ConversionContext, node: AdfNode): Promise<AdfNode> {
  if (node.type === 'mention') return convertMention(context, node);
  if (node.type === 'mediaInline') return { type: 'text', text: inlineText(node) };
  if ((node.type === 'mediaSingle' || node.type === 'mediaGroup') && holdsFiles(node)) {
    return { type: 'paragraph', content: [{ type: 'text', text: blockText(node).replaceAll('\n', ' ') }] };
  }
  if (node.content === undefined) return node;
  const content = await Promise.all(node.content.map((child) => convertNode(context, child)));
  return content.every((child, index) => child === node.content?.[index]) ? node : { ...node, content };
}

async function convertMention(context: ConversionContext, mention: AdfNode): Promise<AdfNode> {
  const name = inlineText(mention);
  try {
    const person = { id: String(mention.attrs?.id ?? ''), label: name.replace(/^@/, ''), email: null };
    const partner = await findPerson(context, person);
    return { type: 'mention', attrs: { id: partner.id, text: `@${partner.label}` } };
  } catch (error) {
    if (!(error instanceof HoldFieldError)) throw error;
    return { type: 'text', text: name };
  }
}

function inlineText(node: AdfNode): string {
  return blockText({ type: 'paragraph', content: [node] });
}

function holdsFiles(node: AdfNode): boolean {
  return (node.content ?? []).some(({ type, attrs }) => type === 'media' && attrs?.type !== 'external');
}
