import type { AddonBuild } from '../build/index.js';
import { connectDescriptor } from './descriptor.js';

/** The descriptor of the Connect app, as this server serves it too: for whoever keeps a copy, and for sites that install from a file. */
export const connectBuild: AddonBuild = {
  host: 'connect',
  async build({ baseUrl, isLicensed }) {
    const descriptor = connectDescriptor(baseUrl, { enablesLicensing: isLicensed });
    return [{ path: 'atlassian-connect.json', bytes: Buffer.from(`${JSON.stringify(descriptor, null, 2)}\n`) }];
  },
};
