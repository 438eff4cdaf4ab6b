import { extname } from 'node:path';

/** What stands between `{{` and `}}`: text, and whether the part from `{{#name}}` to `{{/name}}` stays. */
export interface TemplateValues {
  readonly texts: Readonly<Record<string, string>>;
  readonly conditions: Readonly<Record<string, boolean>>;
}

const PART = /\{\{#(\w+)\}\}(.*?)\{\{\/\1\}\}/gs;
const MARK = /\{\{(\w+)\}\}/g;

/** How a text is written so that it is nothing but text, by the kind of the file; files of other kinds have no marks. */
const ESCAPES: Readonly<Record<string, (text: string) => string>> = {
  '.xml': escapeMarkup,
  '.html': escapeMarkup,
  // To Velocity a dollar may begin a reference; that of a base URL is written so that only the browser sees it.
  '.vm': (text) => escapeMarkup(text).replaceAll('$', '&#36;'),
  '.js': (text) => JSON.stringify(text).slice(1, -1).replaceAll("'", '\\u0027').replaceAll('<', '\\u003c'),
};

/**
 * Fills a template of the plugin in. @param path of the file: by its kind the values are escaped.
 * @throws Error for a mark that has no value: the template and this program do not fit.
 */
export function fillTemplate(path: string, template: string, { texts, conditions }: TemplateValues): string {
  const escaped = ESCAPES[extname(path)];
  if (escaped === undefined) return template;
  return template
    .replaceAll(PART, (_, name: string, part: string) => (valueNamed(path, name, conditions) ? part : ''))
    .replaceAll(MARK, (_, name: string) => escaped(valueNamed(path, name, texts)));
}

function valueNamed<T>(path: string, name: string, values: Readonly<Record<string, T>>): T {
  const value = values[name];
  if (value === undefined) throw new Error(`${path}: nothing is known of {{${name}}}`);
  return value;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeMarkup(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
