/** One line or one kind of bar of a chart. */
export interface Series {
  readonly name: string;
  /** The name of a token, without `var`. */
  readonly colour: string;
  /** One for each moment; null: there was none. */
  readonly values: readonly (number | null)[];
}

export interface ChartData {
  readonly kind: 'lines' | 'bars';
  /** The beginning of each stretch, in seconds since 1970. */
  readonly times: readonly number[];
  readonly stretchSeconds: number;
  /** Bars stand on each other in this order, the first at the bottom. */
  readonly series: readonly Series[];
  readonly say: (value: number) => string;
}
