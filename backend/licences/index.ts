export { readKnownLicence, writeKnownLicence } from './known-licence.js';
export {
  afterReading,
  judgeLicence,
  type KnownLicence,
  type Licence,
  type LicenceState,
  NOT_REQUIRED,
  NOTHING_KNOWN,
} from './licence.js';
export type { LicenceReading } from './licence-reading.js';
export { licenceFault, licencePause, PAUSED_FOR_LICENCE, wayToResume } from './licence-words.js';
