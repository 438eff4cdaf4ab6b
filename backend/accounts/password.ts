import { hash, verify } from '@node-rs/argon2';
import { z } from 'zod';

/** What OWASP recommends for argon2id, which is what the library makes unless told. @see https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 } as const;
/** Made of a random password at this cost, for names that are not there: to answer them takes as long as to answer others. */
const NOBODYS_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$gf3A1cnMIXW7AVE0wbJhng$f/BRw5QD0hEXZ4y++cPjnB1xgffRa1goTbtjjtB8c6k';
const FEWEST_CHARACTERS = 12;
/** Long enough for any sentence; a longer one is work for the server and no safety. */
const MOST_CHARACTERS = 256;

/** One that somebody gives to be checked: of any kind, but not beyond measure. */
export const givenPassword = z.string().max(MOST_CHARACTERS, `write at most ${MOST_CHARACTERS} characters`);
/** One that somebody chooses. */
export const chosenPassword = givenPassword.min(
  FEWEST_CHARACTERS,
  `write at least ${FEWEST_CHARACTERS} characters, such as a sentence that nobody else would think of`,
);

/** What is kept of a password; the same one gives another text each time. */
export function hashPassword(password: string): Promise<string> {
  return hash(normalised(password), COST);
}

/** Whether a password is the one that was kept; it takes the same time when none was. */
export async function isPassword(password: string, kept: string | null): Promise<boolean> {
  const isSame = await verify(kept ?? NOBODYS_HASH, normalised(password));
  return isSame && kept !== null;
}

/** Keyboards of different systems write the same letter in different ways. */
function normalised(password: string): string {
  return password.normalize('NFKC');
}
