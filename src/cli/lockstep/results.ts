/** Results of a campaign: its files, none of which depends on workers. */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { lcov } from '../../evm/coverage/lcov.ts'
import { functionsCsv, sourcesCsv, statesCsv, uncoveredCsv } from '../../lockstep/campaign/tables.ts'
import { count } from '../../report/number.ts'
import { cannotWrite } from '../output.ts'
import { writeWhole } from '../study/job.ts'
import { coveragePage } from './page.ts'
import { campaignData, repeatCommand, type Summary } from './summary.ts'

/** Lists the files of the campaign, which the next one in the same directory replaces. */
const MANIFEST = 'campaign.json'

type Finished = Omit<Summary, 'cpuSeconds' | 'directory'>

/** The files by name. */
export function campaignFiles(finished: Finished): ReadonlyMap<string, string> {
  const { outcome, conclusion, request } = finished
  const { coverage, states, covered, failure } = outcome.totals
  const { sources } = conclusion
  const files = new Map([
    ['functions.csv', functionsCsv(coverage)],
    ['states.csv', statesCsv(states)],
  ])
  if (sources !== undefined) {
    files.set('sources.csv', sourcesCsv(sources))
    files.set('uncovered.csv', uncoveredCsv(sources))
    files.set('lcov.info', lcov(sources))
    files.set(
      'coverage.html',
      coveragePage({
        sources,
        measured: `Measured on ${count(covered!.sequences)} sequences of seed ${request.seed}, and the deployments, with contracts compiled without merging code.`,
        command: repeatCommand(finished),
      }),
    )
  }
  for (const { path, text } of failure?.files ?? []) files.set(`failure/${path}`, text)
  const data = { format: FORMAT, ...campaignData(finished), files: [...files.keys()] }
  return files.set(MANIFEST, `${JSON.stringify(data, null, 2)}\n`)
}

const FORMAT = 'amt-lab campaign 1'

/** Checks, before a long run, that results can be written. @throws {WrongInput} when they cannot. */
export function checkDirectory(directory: string): void {
  attempt(directory, () => {
    const probe = join(directory, '.probe')
    writeWhole(probe, '')
    rmSync(probe)
  })
}

/**
 * Writes the files, and removes those of an earlier campaign that are not replaced.
 *
 * @throws {WrongInput} when the directory is not writable.
 */
export function writeCampaign(directory: string, files: ReadonlyMap<string, string>): void {
  attempt(directory, () => {
    mkdirSync(directory, { recursive: true })
    const manifest = join(directory, MANIFEST)
    const earlier = existsSync(manifest) ? filesOf(readFileSync(manifest, 'utf8')) : []
    for (const [name, text] of files) writeWhole(join(directory, name), text)
    for (const name of earlier) if (!files.has(name)) rmSync(join(directory, name), { force: true })
  })
}

/** The files that a manifest lists; none if the text is not a manifest. */
function filesOf(text: string): readonly string[] {
  try {
    const { format, files } = JSON.parse(text) as { readonly format?: unknown; readonly files?: unknown }
    if (format !== FORMAT || !Array.isArray(files)) return []
    return files.filter(
      (name): name is string =>
        typeof name === 'string' && /^[\w-]+[\w./-]*$/.test(name) && !name.includes('..'),
    )
  } catch (error) {
    if (error instanceof SyntaxError) return []
    throw error
  }
}

function attempt(directory: string, write: () => void): void {
  try {
    write()
  } catch (error) {
    throw cannotWrite(directory, error)
  }
}
