/** A named step between statuses. */
export interface Transition {
  readonly id: string;
  readonly name: string;
  /** Undefined: from every status. */
  readonly from?: string;
  readonly to: string;
  /** Field ids that its screen demands. */
  readonly requires: readonly string[];
}

export interface Workflow {
  readonly initialStatusId: string;
  readonly transitions: readonly Transition[];
}

/** The transitions that leave a status, in the workflow's order. */
export function transitionsFrom(workflow: Workflow, statusId: string): readonly Transition[] {
  return workflow.transitions.filter(({ from, to }) => from === statusId || (from === undefined && to !== statusId));
}
