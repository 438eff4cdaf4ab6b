/**
 * What a person opens to choose a password. The secret stands behind #, which browsers send to no server, so that no log has it.
 * @param server its address; empty where only whoever asks knows it.
 */
export function setupAddress(server: string, link: string): string {
  return `${server}/setup#${link}`;
}
