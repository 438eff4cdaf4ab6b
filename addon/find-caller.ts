import type { Application } from '../backend/application/index.js';
import type { Asked } from './asked.js';
import type { Caller } from './caller.js';
import { connectDoor } from './connect/connect-door.js';
import { type Door, NotSignedInError } from './door.js';
import { forgeDoor } from './forge/index.js';
import { sessionDoor } from './session-door.js';
import { tokenDoor } from './token-door.js';

const DOORS: readonly Door[] = [tokenDoor, sessionDoor, connectDoor, forgeDoor];

/** Says who asks. @throws NotSignedInError when nothing that was shown proves it. */
export async function findCaller(asked: Asked, application: Application): Promise<Caller> {
  const door = DOORS.find((candidate) => candidate.takes(asked));
  if (door === undefined) {
    throw new NotSignedInError('no proof of a known kind was shown', { wasShown: asked.authorization !== undefined });
  }
  return door.identify(asked, application);
}
