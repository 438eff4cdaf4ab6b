import { Document, isCollection, isMap, isPair, isScalar, Scalar, visit } from 'yaml';
import type { Connector } from '../connectors/sdk/index.js';
import type { IntegrationConfiguration, StoredConfiguration } from './configuration-file.js';
import { containerKeysOf } from './container-key.js';
import { CONNECTION_DEFAULTS, keptSecret, writtenConnection } from './written/written-connection.js';
import { type ContainerKeyOf, integrationDefaults, writtenIntegration } from './written/written-integration.js';
import { inOneLine, type WrittenValue, withoutDefaults } from './written/written-value.js';

const HEADING = [
  ' Configuration of Syncline, as exported; keys that are not here have their default.',
  ` Secrets are not in it: "\${secret:connection/field}" keeps the stored one, "\${NAME}" reads the environment.`,
].join('\n');

/** Lists whose elements get a line each, however short they are. */
const LISTED = new Set(['items', 'fields']);
const LONGEST_LINE = 100;

/** The file that says what is stored: `parseConfiguration` reads it back to the same. It holds no secret. */
export function exportConfiguration(stored: StoredConfiguration, connectors: readonly Connector[]): string {
  const containerKeys = containerKeysOf(stored.connections, connectors);
  const content = new Map<string, WrittenValue>([['version', 1]]);
  if (stored.outgoing.length > 0) content.set('outgoing', stored.outgoing);
  if (stored.connections.length > 0) {
    content.set(
      'connections',
      new Map(
        stored.connections.map((connection) => [
          connection.name,
          withoutDefaults(
            writtenConnection(connection, (field) => keptSecret(connection.name, field)),
            CONNECTION_DEFAULTS,
          ),
        ]),
      ),
    );
  }
  if (stored.integrations.length > 0) {
    content.set(
      'integrations',
      new Map(
        stored.integrations.map((integration) => {
          const entry = writtenIntegration(integration, containerKeys);
          return [integration.name, withoutDefaults(entry, integrationDefaults(integration.definition.kind))];
        }),
      ),
    );
  }
  const document = new Document(content, { aliasDuplicateObjects: false });
  document.commentBefore = HEADING;
  layOut(document, 2);
  return document.toString({ lineWidth: 0 });
}

/** What stands below the name of one integration, in the words of the file; keys that are not there have their default. */
export function exportIntegration(integration: IntegrationConfiguration, containerKeys: ContainerKeyOf): string {
  const entry = withoutDefaults(
    writtenIntegration(integration, containerKeys),
    integrationDefaults(integration.definition.kind),
  );
  const document = new Document(entry, { aliasDuplicateObjects: false });
  layOut(document, 0);
  return document.toString({ lineWidth: 0 });
}

/** Short collections in one line, a blank line before each of what stands in the outer levels: section, connection and integration. */
function layOut(document: Document, outerLevels: number): void {
  visit(document, {
    Collection(_, node, ancestors) {
      const depth = ancestors.filter(isCollection).length;
      const name = keyOf(ancestors.at(-1));
      const isInner = depth > outerLevels || name === 'outgoing';
      const isListed =
        LISTED.has(name ?? '') || (isMap(node) && node.items.some((pair) => LISTED.has(keyOf(pair) ?? '')));
      node.flow = isInner && !isListed && inOneLine(node.toJS(document, { mapAsMap: true })).length <= LONGEST_LINE;
    },
    Pair(index, pair, ancestors) {
      const depth = ancestors.filter(isCollection).length;
      if (isScalar(pair.key) && depth <= outerLevels && index !== 0) pair.key.spaceBefore = true;
    },
    Scalar(position, scalar) {
      // Unquoted it would read like the merge key of YAML 1.1.
      if (position === 'key' && scalar.value === '<<') scalar.type = Scalar.QUOTE_DOUBLE;
    },
  });
}

function keyOf(node: unknown): string | null {
  return isPair(node) && isScalar(node.key) ? String(node.key.value) : null;
}
