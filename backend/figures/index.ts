export { callsFigured, countFigures } from './count-figures.js';
export { mergeOldFigures } from './merge-old-figures.js';
export { type Figures, readFigures, type Since } from './read-figures.js';
