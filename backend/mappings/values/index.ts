export { describeValue } from './describe-value.js';
export { elementKey, elementKeys, elementsOf, setOf } from './elements.js';
export { isChosen, isPeople, isSet } from './kinds.js';
export { plainItem } from './plain-item.js';
export { plainValue } from './plain-value.js';
export { equivalentValue, isDocument, sameValue } from './same-value.js';
export { namesOf, tokenOf, writtenPerson } from './token.js';
