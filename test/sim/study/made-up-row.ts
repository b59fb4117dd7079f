import type { Row } from '../../../src/sim/study/row.ts'

/** A row of a path of ten actions, one of which reverted, with these metrics. */
export const madeUpRow = (path: number, metrics: Row['metrics'], more: Partial<Row> = {}): Row => ({
  point: 0,
  path,
  resultHash: `hash ${path}`,
  actions: 10,
  refused: 1,
  checks: 10,
  broken: {},
  metrics,
  ...more,
})
