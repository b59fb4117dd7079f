/** Fan: the data of a fan chart. */
import type { Column } from '../../sim/result.ts'

export interface Fan {
  /** Usable as an identifier and as a file name. */
  readonly name: string
  readonly title: string
  readonly unit: string
  readonly x: Column
  readonly series: readonly FanSeries[]
  /** What came, drawn over the fan. */
  readonly actual?: { readonly label: string; readonly cells: readonly string[] }
}

export interface FanSeries {
  /** Empty when there is only one series. */
  readonly label: string
  /** Cells by quantile name, `p5` to `p95`. */
  readonly quantiles: Readonly<Record<string, readonly string[]>>
}
