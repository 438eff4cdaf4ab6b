/** How a person mends a connection, by what it is configured with: the second half of a sentence each, without a full stop. */
export interface Remedies {
  /** Giving a secret anew after it was mended in the tool. */
  newSecret(connection: string): string;
  /** Giving credentials that are missing or cannot be opened. */
  credentials(connection: string): string;
  /** Correcting anything of it. */
  correct(connection: string): string;
  resume(connection: string): string;
  /** Accepting another site. */
  rebind(connection: string): string;
  /** Where a setting of the way to the tool is written. */
  place(connection: string, setting: 'ca' | 'proxy'): string;
}

/** By the file and the command line. */
export const FILE_REMEDIES: Remedies = {
  newSecret: (name) =>
    `put the new secret where syncline.yaml takes it from, syncline apply -f syncline.yaml, syncline resume ${name}`,
  credentials: (name) => `add what is missing to connections.${name}.auth in syncline.yaml and apply it`,
  correct: (name) => `correct connections.${name} in syncline.yaml and apply it again`,
  resume: (name) => `syncline resume ${name}`,
  rebind: (name) => `syncline rebind ${name}`,
  place: (name, setting) => `at connections.${name}.${setting}`,
};

const PLACES = { ca: 'Certificate of your own authority', proxy: 'Proxy' } as const;

/** By the pages. */
export const PAGE_REMEDIES: Remedies = {
  newSecret: () => 'write the new secret into the form of the connection',
  credentials: () => 'write the credentials into the form of the connection again',
  correct: () => 'correct it in the form of the connection',
  resume: () => 'press Resume',
  rebind: () => 'press Accept another site',
  place: (_name, setting) => `in the form of the connection, under More settings, ${PLACES[setting]}`,
};

/** A remedy that stands by itself. */
export function asSentence(remedy: string): string {
  return `${remedy.slice(0, 1).toUpperCase()}${remedy.slice(1)}`;
}
