/**
 * Report: the files of one run by name. Pure: nothing is written to disk, and equal input gives equal bytes.
 *
 * - `report.html`: the page.
 * - `<table>.csv`: the exact data; `<table>.parquet`: likewise, typed, except for the quantiles of fan charts.
 * - `columns.json`: the columns of all tables.
 * - `actions.jsonl`, `actions-<variant>.jsonl`: the actions for replay.
 * - `result.json`: the object of `--json`.
 * - `card.json`: what the gallery shows.
 * - `manifest.json`: inputs, versions and file hashes.
 */
import { CARD, cardText, commitIn, sealOf } from './gallery/card.ts'
import { pictureOf } from './gallery/picture.ts'
import { resultHash, type Bytes } from './hash.ts'
import { page, type PageInput } from './page.ts'
import { runFiles } from './run-files.ts'

/**
 * All files of the report by name. `more` are files beside it, which the manifest lists as well.
 *
 * @throws {UnfitName} when the name of a table or variant is not usable as a file name, or is used twice.
 */
export function report(
  input: PageInput,
  more: ReadonlyMap<string, Bytes> = new Map(),
): ReadonlyMap<string, Bytes> {
  return runFiles(input, new Map([['report.html', page(input)]]), new Map([...more, [CARD, cardOf(input)]]))
}

/** What the gallery shows of the run. */
function cardOf({ result, answer = '', verification, versions }: PageInput): string {
  const { scenario, question, seed, charts, tables, invariants } = result
  const [main] = charts
  const picture = main === undefined ? undefined : pictureOf(main, tables)
  const broken = Object.values(invariants).filter(({ holds }) => !holds).length
  return cardText({
    kind: 'run',
    name: scenario,
    question,
    answer,
    page: 'report.html',
    seal: sealOf(verification, broken),
    hash: resultHash(result),
    seed,
    ...commitIn(versions),
    ...(picture === undefined ? {} : { picture }),
  })
}
