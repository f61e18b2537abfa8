/** One measured number beside a named reference measured in the same run. */
export interface BenchRow {
  name: string;
  value: number;
  unit: string;
  reference: string;
  referenceValue: number | null;
  /** How many times better than the reference; null where that could not be measured. */
  ratio: number | null;
  budget: string;
}
