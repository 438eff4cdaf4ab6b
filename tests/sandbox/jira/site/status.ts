export interface StatusCategory {
  readonly id: number;
  readonly key: 'new' | 'indeterminate' | 'done';
  readonly colorName: string;
  readonly name: string;
}

export interface Status {
  readonly id: string;
  name: string;
  readonly category: StatusCategory;
}

export const TO_DO: StatusCategory = { id: 2, key: 'new', colorName: 'blue-gray', name: 'To Do' };
export const IN_PROGRESS: StatusCategory = { id: 4, key: 'indeterminate', colorName: 'yellow', name: 'In Progress' };
export const DONE: StatusCategory = { id: 3, key: 'done', colorName: 'green', name: 'Done' };
