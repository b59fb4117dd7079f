/**
 * Regions: `npm run claims -- --regions`. Each finished point is kept in `.cache/claims/regions`, by the hash
 * of its input, so that a stopped run goes on where it was and a further one only computes what has changed.
 */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chartName, regionChart, regionsPage } from '../../claims/regions-page.ts'
import { mapRegions, REGIONS, type Kept, type Mapped } from '../../claims/regions.ts'
import { projectRoot } from '../../evm/compile/root.ts'
import { checkFileSet, writeFileSet, type FileSet } from '../file-set.ts'
import { EXIT, type ExitCode, type Io } from '../io.ts'
import { readWhole, type Range } from '../number.ts'
import { progress } from '../progress.ts'
import { writeWhole } from '../study/job.ts'
import { WrongInput } from '../wrong-input.ts'

const PATHS: Range = { min: 1n, max: 100_000n, example: 8n }

const SET: FileSet = {
  manifest: 'regions.json',
  listed: ({ files }) => (Array.isArray(files) ? files : undefined),
}

/** Maps the regions. */
export async function regions(
  values: ReadonlyMap<string, readonly string[]>,
  { seed, out, json }: { readonly seed: bigint; readonly out: string | undefined; readonly json: boolean },
  io: Io,
): Promise<ExitCode> {
  const other = ['only', 'export'].find((name) => values.has(name))
  if (other !== undefined)
    throw new WrongInput({
      expected: '--regions without options of verdicts',
      got: `--${other}`,
      advice: `Remove --${other}, or --regions.`,
    })
  const paths = Number(readWhole('--paths', values.get('paths')?.[0] ?? '8', PATHS))
  const names = ['regions.md', ...REGIONS.map((region) => `images/${chartName(region)}`)]
  if (out !== undefined) checkFileSet(SET, out, names)
  const line = progress(io, 'claims', 'points')
  const onPoint = (done: number, of: number): void => line.at(done, of)
  const mapped = mapRegions(REGIONS, { seed, paths, code: codeHash(), kept: keptInCache(), onPoint })
  line.end()
  const command = `npm run claims -- --regions --seed ${seed} --paths ${paths} --out DIR`
  const data = { command, seed: String(seed), files: names, regions: mapped.map(plain) }
  if (out !== undefined)
    writeFileSet(
      SET,
      out,
      new Map([
        ['regions.md', regionsPage(mapped, command, 'images/')],
        ...mapped.map((each) => [`images/${chartName(each.region)}`, regionChart(each)] as const),
        [SET.manifest, `${JSON.stringify(data, undefined, 2)}\n`],
      ]),
    )
  io.out(json ? `${JSON.stringify(data)}\n` : mapped.map(tableText).join('\n'))
  return EXIT.holds
}

function plain({ region, points }: Mapped): object {
  const { claim, reading, says, scenario, days, set, x, y, calibration } = region
  return { claim, reading, says, scenario: scenario.name, days, set, x, y, calibration, points }
}

/** One line for each value of y. */
function tableText({ region, points }: Mapped): string {
  const { claim, says, x, y } = region
  const rows = [
    [`${y.parameter} \\ ${x.parameter}`, ...x.values],
    ...y.values.map((value) => [
      value,
      ...points.filter((point) => point.y === value).map(({ held, paths }) => `${held}/${paths}`),
    ]),
  ]
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  const lines = rows.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at]!))
      .join('  ')
      .trimEnd(),
  )
  return `${claim}: ${says} Paths on which it holds:\n${lines.join('\n')}\n`
}

/** What a run depends on. */
const CODE = ['model', 'sim', 'statistics', 'scenarios']

/** SHA-256 of the code that computes a point. */
function codeHash(): string {
  const hash = createHash('sha256')
  const root = fileURLToPath(new URL('../../', import.meta.url))
  for (const folder of CODE)
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).toSorted())
      if (/(?<!\.d)\.[tj]s$/.test(name))
        hash.update(`${folder}/${name}\n`).update(readFileSync(join(root, folder, name)))
  return hash.digest('hex')
}

/** Points in files of their own, each written whole. */
export function keptInCache(directory = join(projectRoot, '.cache', 'claims', 'regions')): Kept {
  const fileOf = (hash: string): string => join(directory, `${hash}.json`)
  return {
    get(hash) {
      if (!existsSync(fileOf(hash))) return undefined
      const { held } = JSON.parse(readFileSync(fileOf(hash), 'utf8')) as { readonly held: number }
      return held
    },
    put: (hash, held) => writeWhole(fileOf(hash), `${JSON.stringify({ held })}\n`),
  }
}
