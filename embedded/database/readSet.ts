/** What a transaction read: per index, [lower, upper) byte intervals. */
export declare class ReadSet {
  readonly size: number;
}
