import type { AddonBuild } from '../../../addon/build/index.js';
import { connectBuild } from '../../../addon/connect/connect-build.js';
import { dataCenterBuild } from '../../../addon/datacenter/index.js';
import { forgeBuild } from '../../../addon/forge/forge-build.js';

/** What `addon build` makes. */
export const ADDON_BUILDS: readonly AddonBuild[] = [connectBuild, dataCenterBuild, forgeBuild];
