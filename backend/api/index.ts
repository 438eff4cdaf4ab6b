export { type ApiParts, createApi } from './create-api.js';
export { type Listening, listen } from './listen.js';
export { ROUTES } from './routes.js';
