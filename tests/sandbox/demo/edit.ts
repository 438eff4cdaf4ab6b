/** One thing that a person did in one of the tools, and what has become of it on the other side. */
export interface Edit {
  readonly id: number;
  readonly who: string;
  /** The side on which it was done; both for two people who change the same field at the same moment. */
  readonly side: 'left' | 'right' | 'both';
  /** Key on the side where it was done, Jira's for both. */
  readonly itemKey: string;
  readonly what: string;
  /** Of the rule in the mapping; null where no field is concerned. */
  readonly ruleId: string | null;
  readonly doneAtMs: number;
  /** What each side shows now; empty while there is nothing yet. */
  readonly look: () => { readonly left: string; readonly right: string; readonly isCarried: boolean };
}

/** An edit as it was last looked at. */
export interface WatchedEdit extends Pick<Edit, 'id' | 'who' | 'side' | 'itemKey' | 'what' | 'ruleId'> {
  readonly left: string;
  readonly right: string;
  readonly state: 'waiting' | 'carried' | 'held' | 'settled';
  /** From the edit to both sides saying the same; null until then. */
  readonly tookMs: number | null;
}
