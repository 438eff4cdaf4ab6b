import { Link } from 'wouter';
import { WORDS } from '../../words/words.js';

export function BackToConnections() {
  return <Link href="/connections">{WORDS.connections.allConnections}</Link>;
}
