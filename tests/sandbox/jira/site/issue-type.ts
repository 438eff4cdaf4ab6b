export interface IssueType {
  readonly id: string;
  name: string;
  readonly description: string;
  readonly avatarId: number;
  readonly isSubtask: boolean;
}
