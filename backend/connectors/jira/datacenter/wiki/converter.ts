import { createRequire } from 'node:module';
import type * as Json from '@atlaskit/editor-json-transformer';
import type * as Wiki from '@atlaskit/editor-wikimarkup-transformer';
import { type AdfDocument, type AdfNode, adfDocument } from '../../../sdk/index.js';
import { withoutEntities } from './escapes.js';

const load = createRequire(import.meta.url);

interface Converter {
  readonly wiki: Wiki.WikiMarkupTransformer;
  readonly json: Json.JSONTransformer;
}

let loaded: Converter | undefined;

/** Loaded when the first text comes: most commands see none, and it takes half a second and 25 MB. */
function converter(): Converter {
  if (loaded === undefined) {
    const { WikiMarkupTransformer } = load('@atlaskit/editor-wikimarkup-transformer') as typeof Wiki;
    const { JSONTransformer } = load('@atlaskit/editor-json-transformer') as typeof Json;
    loaded = { wiki: new WikiMarkupTransformer(), json: new JSONTransformer() };
  }
  return loaded;
}

/** Markup as Atlassian's own editor understands it. A mention carries the user name. */
export function parseMarkup(markup: string): AdfDocument {
  const { wiki, json } = converter();
  const document = adfDocument.parse(JSON.parse(JSON.stringify(json.encode(wiki.parse(markup)))));
  return { ...document, content: document.content.map(cleaned) };
}

/** Blocks as markup; what markup cannot say comes in its nearest form. @throws Error for a node that the editor does not know. */
export function encodeMarkup(blocks: readonly AdfNode[]): string {
  const { wiki, json } = converter();
  const document = { type: 'doc', version: 1, content: blocks } as unknown;
  return wiki.encode(json.parse(document as Json.JSONDocNode)).replaceAll('[~accountid:', '[~');
}

/** Takes the converter's own additions off: the finer form of a bare address, the empty words of a mention. */
function cleaned(node: AdfNode): AdfNode {
  if (node.type === 'mention') {
    const name = String(node.attrs?.id ?? '').replace(/^accountid:/, '');
    return { type: 'mention', attrs: { id: name, text: `@${name}` } };
  }
  const text = node.text === undefined ? undefined : withoutEntities(node.text);
  const marks = node.marks?.map((mark) =>
    mark.type === 'link' && isAddress(text, mark.attrs?.href) ? { type: 'link', attrs: { href: text } } : mark,
  );
  return {
    ...node,
    ...(node.content === undefined ? {} : { content: node.content.map(cleaned) }),
    ...(text === undefined ? {} : { text }),
    ...(marks === undefined ? {} : { marks }),
  };
}

/** Whether a text is the address that it leads to. */
function isAddress(text: string | undefined, href: unknown): boolean {
  return text !== undefined && URL.canParse(text) && new URL(text).href === href;
}
