/** What the builds are made for. */
export interface BuildTarget {
  /** Of this server, as browsers reach it; see `readBaseUrl`. */
  readonly baseUrl: string;
  /** Of this program. */
  readonly version: string;
  /** Declares to Jira that the app is one with a licence. Apps that a customer builds himself never carry one. */
  readonly isLicensed: boolean;
  /** `SYNCLINE_FORGE_APP_ID`; null where no Forge app has been registered yet. */
  readonly forgeAppId: string | null;
}

/** One file of a build, by its path below the output folder, with `/` between the parts. */
export interface BuiltFile {
  readonly path: string;
  readonly bytes: Buffer;
}

/** Makes what is installed in the Jiras of one kind. The same target gives the same bytes. */
export interface AddonBuild {
  readonly host: 'connect' | 'forge' | 'data center';
  build(target: BuildTarget): Promise<readonly BuiltFile[]>;
}
