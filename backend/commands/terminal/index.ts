export { showValue } from './show-value.js';
export { formatTable } from './table.js';
export { type Colours, processTerminal, type Terminal } from './terminal.js';
export { counted, formatCount, formatMoment, formatSeconds } from './words.js';
