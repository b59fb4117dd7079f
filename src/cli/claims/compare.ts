/** Compare: `npm run claims -- --compare-hardened`. */
import { canCompare, compareHardened } from '../../claims/hardened.ts'
import { hardenedPage, hardenedTerminal } from '../../claims/hardened-text.ts'
import { checkFileSet, writeFileSet, type FileSet } from '../file-set.ts'
import { EXIT, type ExitCode, type Io } from '../io.ts'
import { readWhole, type Range } from '../number.ts'
import { progress } from '../progress.ts'
import { WrongInput } from '../wrong-input.ts'

/** A comparison of scenarios. */
const HARDENED: FileSet = {
  manifest: 'hardened.json',
  listed: ({ comparisons }) => (Array.isArray(comparisons) ? ['hardened.md'] : undefined),
}

/** An interval needs two paths. */
const PATHS: Range = { min: 2n, max: 1_000n, example: 3n }

/** Compares the scenarios on the original and the repaired models. */
export async function compare(
  values: ReadonlyMap<string, readonly string[]>,
  { seed, out, json }: { readonly seed: bigint; readonly out: string | undefined; readonly json: boolean },
  io: Io,
): Promise<ExitCode> {
  const other = ['only', 'export'].find((name) => values.has(name))
  if (other !== undefined)
    throw new WrongInput({
      expected: '--compare-hardened without options of verdicts',
      got: `--${other}`,
      advice: `Remove --${other}, or --compare-hardened.`,
    })
  if (!canCompare())
    throw new WrongInput({
      expected: 'a clone of the project, whose model --compare-hardened changes',
      got: 'an installed package without the sources of the model',
      advice: 'Run it in a clone.',
    })
  const paths = readWhole('--paths', values.get('paths')?.[0] ?? '3', PATHS)
  if (out !== undefined) checkFileSet(HARDENED, out, ['hardened.md'])
  const line = progress(io, 'claims', 'runs')
  const rows = await compareHardened({ seed, paths: Number(paths), onRun: (done, of) => line.at(done, of) })
  line.end()
  const command = `npm run claims -- --compare-hardened --seed ${seed} --paths ${paths} --out DIR`
  const data = { command, seed: String(seed), comparisons: rows }
  if (out !== undefined)
    writeFileSet(
      HARDENED,
      out,
      new Map([
        ['hardened.md', hardenedPage(rows, command)],
        [HARDENED.manifest, `${JSON.stringify(data, undefined, 2)}\n`],
      ]),
    )
  io.out(json ? `${JSON.stringify(data)}\n` : hardenedTerminal(rows))
  return EXIT.holds
}
