import { createHash, randomInt } from 'node:crypto';

/** Without those that are mistaken for one another when read aloud or copied by hand. */
const LETTERS = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';
const LENGTH = 12;
const GROUP = 4;

/** A code that a person reads here and types into Jira: 58 bits, which nobody guesses in the hour that it lives. */
export function makePairingCode(): string {
  const letters = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return (letters.match(new RegExp(`.{${GROUP}}`, 'g')) ?? []).join('-');
}

/** What is kept of a code. Spaces, dashes and small letters of whoever typed it do not matter. */
export function pairingHash(code: string): string {
  const typed = code.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
  return createHash('sha256').update(`syncline pairing ${typed}`).digest('base64url');
}
