/**
 * Command `shard`: computes one shard of a study, by its number in the study's manifest.
 *
 * For schedulers that start a process per task, such as an array of Slurm jobs. The study's own command
 * combines the shards when all are there.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { lengthOf } from '../../sim/study/shard.ts'
import { EXIT, shownPath, type Command, type ExitCode, type Io } from '../io.ts'
import type { Lab } from '../lab.ts'
import { readWhole } from '../number.ts'
import { optionLines } from '../help.ts'
import { readOptions, type Options } from '../options.ts'
import { cannotWrite } from '../output.ts'
import { bindPriceFiles } from '../price-files.ts'
import { progress } from '../progress.ts'
import { codeFingerprint } from '../study/code.ts'
import { isAddress } from '../study/bucket/address.ts'
import { runShard, writeShard } from '../study/job.ts'
import { mustBeOurs } from '../study/manifest.ts'
import { openPlace } from '../study/place.ts'
import { times } from '../../report/number.ts'
import { versions } from '../versions.ts'
import { WrongInput } from '../wrong-input.ts'

export const SHARD_OPTIONS = {
  help: { short: 'h', means: 'Show this help and exit.' },
} satisfies Options

/**
 * The command on a lab, which `labModule` exports.
 *
 * @throws {WrongInput} when the arguments are invalid, or the study is one of other code.
 */
export function shard(lab: Lab, labModule: string): Command {
  return async (argv, io) => {
    const { flags, positionals } = readOptions(argv, SHARD_OPTIONS)
    if (flags.has('help')) {
      io.out(shardHelp())
      return EXIT.holds
    }
    const [file, number, ...more] = positionals
    if (file === undefined || number === undefined || more.length > 0)
      throw new WrongInput({
        expected: 'a manifest and the number of a shard',
        got: positionals.length === 0 ? 'nothing' : positionals.join(' '),
        advice: 'Example: npm run shard -- out/study-baseline/manifest.json 0.',
      })
    const scratch = mkdtempSync(join(tmpdir(), 'amt-lab-shard-'))
    try {
      return await computeOne(lab, labModule, io, { file, number, scratch })
    } finally {
      rmSync(scratch, { recursive: true, force: true })
    }
  }
}

interface Asked {
  readonly file: string
  readonly number: string
  /** Directory for files on their way to a bucket. */
  readonly scratch: string
}

async function computeOne(
  lab: Lab,
  labModule: string,
  io: Io,
  { file, number, scratch }: Asked,
): Promise<ExitCode> {
  const place = await openPlace(isAddress(file) ? file : resolve(io.cwd, file), scratch)
  const { manifest, directory } = place
  mustBeOurs(manifest, { version: versions().package, code: codeFingerprint(labModule) })
  const range = { min: 0n, max: BigInt(manifest.shards.length - 1), example: 0n }
  const wanted = manifest.shards[Number(readWhole('the number of the shard', number, range))]!
  const rows = place.rowsOf(wanted)
  const shown = isAddress(rows) ? rows : shownPath(rows, io)
  const what = `shard ${number}, ${times(lengthOf(wanted), 'path')}: ${shown}`
  if (await place.has(wanted)) {
    io.out(`Already there: ${what}\n`)
    return EXIT.holds
  }
  const named = lab.scenarios.find(({ name }) => name === manifest.spec.scenario)
  if (named === undefined)
    throw new WrongInput({
      expected: `the scenario ${manifest.spec.scenario} in this lab`,
      got: 'none of that name',
      advice: 'Run the command on the lab that the study belongs to.',
    })
  const { scenario } = bindPriceFiles(named, manifest.spec.set, manifest.cwd)
  const line = progress(io, `shard ${number}`, 'paths')
  try {
    let done = 0
    const result = runShard(lab, scenario, manifest, wanted, () => line.at(++done, lengthOf(wanted)))
    writeShard({ ...manifest, labModule, directory }, scenario, wanted, result)
  } catch (error) {
    throw cannotWrite(directory, error)
  } finally {
    line.end()
  }
  await place.deliver(wanted)
  io.out(`Written: ${what}\n`)
  return EXIT.holds
}

function shardHelp(): string {
  return `Computes one shard of a study, for schedulers that start a process per task.

Usage
  npm run shard -- MANIFEST INDEX
  MANIFEST is the manifest.json of a study, a file or s3://BUCKET/PREFIX/manifest.json.
  INDEX counts its shards from 0.
  A shard that exists is left alone.

Options
${optionLines(SHARD_OPTIONS)}

Exit codes
  0  the shard is there
  2  not completed: invalid input, another version of the code, or a directory that is not writable
  3  not completed: internal error

Examples
  npm run study -- baseline --runs 1000 --out out/big --executor none
  npm run shard -- out/big/manifest.json 0
  npm run study -- baseline --runs 1000 --out out/big
`
}
