export type { AddonBuild, BuildTarget, BuiltFile } from './addon-build.js';
export { readBaseUrl } from './base-url.js';
export { type WrittenFile, writeBuilds } from './write-builds.js';
