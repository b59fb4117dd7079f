/**
 * Command `shard`: computes one shard of a study, by its number in the study's manifest.
 *
 * For schedulers that start a process per task, such as an array of Slurm jobs. The study's own command
 * combines the shards when all are there.
 */
import { existsSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { lengthOf } from '../../sim/study/shard.ts'
import { EXIT, shownPath, type Command, type ExitCode, type Io } from '../io.ts'
import type { Lab } from '../lab.ts'
import { optionLines } from '../help.ts'
import { readOptions, type Options } from '../options.ts'
import { cannotWrite } from '../output.ts'
import { bindPriceFiles } from '../price-files.ts'
import { progress } from '../progress.ts'
import { codeFingerprint } from '../study/code.ts'
import { isAddress } from '../study/bucket/address.ts'
import { runShard, writeShard } from '../study/job.ts'
import { MANIFEST, mustBeOurs } from '../study/manifest.ts'
import { openPlace } from '../study/place.ts'
import { Scratch } from '../study/scratch.ts'
import { times } from '../../report/number.ts'
import { shellWord } from '../../report/shell-word.ts'
import { startOf, type Start } from '../start.ts'
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
    const start = startOf(labModule, io.cwd)
    // A number below 0 is a wrong number, and no option.
    const negative = argv.filter((word) => /^-\d/.test(word))
    const { flags, positionals: others } = readOptions(
      argv.filter((word) => !negative.includes(word)),
      SHARD_OPTIONS,
    )
    const positionals = [...others, ...negative]
    if (flags.has('help')) {
      io.out(shardHelp())
      return EXIT.holds
    }
    const [file, number, ...more] = positionals
    if (file === undefined || number === undefined || more.length > 0)
      throw new WrongInput({
        expected: 'a manifest and the number of a shard',
        got: positionals.length === 0 ? 'nothing' : `"${positionals.join(' ')}"`,
        advice:
          `Example: ${start('shard')} ${file?.endsWith('.json') === true ? file : 'out/big/manifest.json'} 0. ` +
          `Make a manifest with: ${start('study')} NAME --executor none --out out/big.`,
      })
    const scratch = new Scratch()
    try {
      return await computeOne(lab, labModule, io, { file, number, scratch, start })
    } finally {
      scratch.remove()
    }
  }
}

interface Asked {
  readonly file: string
  readonly number: string
  /** For files on their way to a bucket. */
  readonly scratch: Scratch
  readonly start: Start
}

async function computeOne(
  lab: Lab,
  labModule: string,
  io: Io,
  { file, number, scratch, start }: Asked,
): Promise<ExitCode> {
  const path = isAddress(file) ? file : resolve(io.cwd, file)
  if (!isAddress(file) && statSync(path, { throwIfNoEntry: false })?.isDirectory() === true)
    throw isDirectory(file, existsSync(join(path, MANIFEST)), start)
  const place = await openPlace(path, scratch)
  const { manifest, directory } = place
  mustBeOurs(manifest, { version: versions().package, code: codeFingerprint(labModule) })
  const wanted = /^\d{1,9}$/.test(number) ? manifest.shards[Number(number)] : undefined
  if (wanted === undefined)
    throw new WrongInput({
      expected: `an integer from 0 to ${manifest.shards.length - 1}, the number of a shard of ${file}`,
      got: `"${number}"`,
      advice: `Example: ${start('shard')} ${shellWord(file)} ${manifest.shards.length - 1}.`,
    })
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

function isDirectory(file: string, hasManifest: boolean, start: Start): WrongInput {
  const inside = join(file, MANIFEST)
  return new WrongInput({
    expected: `the ${MANIFEST} of a study`,
    got: `the directory "${file}"${hasManifest ? '' : `, which has no ${MANIFEST}`}`,
    advice: hasManifest
      ? `Write ${shellWord(inside)}.`
      : `Make one with: ${start('study')} NAME --executor none --out ${shellWord(file)}.`,
  })
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
