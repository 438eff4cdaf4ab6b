export { forgeDoor } from './forge-door.js';
export { forgeRouter } from './forge-router.js';
