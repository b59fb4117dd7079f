/**
 * Run data: what a run found, as one JSON object.
 */
import { pathHash, resultHash } from './hash.ts'
import type { RunPage } from './run-page.ts'

/** What the object tells of. */
export interface RunFound extends Pick<RunPage, 'result' | 'paths' | 'answer' | 'remarks'> {
  readonly verification?: RunPage['verification'] | undefined
}

/** Version of the object of `--json`; it grows when a field changes its meaning or goes. */
export const RESULT_SCHEMA = 1

/** File with the output of `--json`. */
export const RESULT = 'result.json'

/** The object printed by `--json`. */
export function runData({
  result,
  verification,
  paths,
  answer,
  remarks = { notes: [], unjudged: [] },
}: RunFound): object {
  const { scenario, question, seed, days, invariants, metrics, findings } = result
  const verified =
    verification === undefined
      ? {}
      : { verified: { actions: verification.actions, divergences: verification.divergences } }
  const hashes = { resultHash: resultHash(result), pathHash: pathHash(result) }
  const spread =
    paths === undefined
      ? {}
      : {
          paths: {
            count: paths.paths,
            metrics: paths.metrics,
            hypotheses: paths.hypotheses,
            broken: paths.broken,
            best: paths.best,
            tailRisk: paths.risks,
          },
        }
  const answered = answer === undefined ? {} : { answer }
  return {
    schema: RESULT_SCHEMA,
    scenario,
    question,
    seed,
    days,
    ...answered,
    notes: remarks.notes,
    ...hashes,
    invariants,
    metrics,
    findings,
    notJudged: remarks.unjudged,
    ...verified,
    ...spread,
  }
}
