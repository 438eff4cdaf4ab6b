export { addLocalIds } from './add-local-ids.js';
export { adfProblem } from './adf-problem.js';
export { adfText } from './adf-text.js';
