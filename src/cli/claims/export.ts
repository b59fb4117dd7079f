/** Export: the files of `npm run claims -- --export`. */
import { exportCounterexamples } from '../../claims/export.ts'
import type { Entry } from '../../claims/ledger.ts'
import type { Build } from '../../evm/build.ts'
import { writeFileSet, type FileSet } from '../file-set.ts'

/** Counterexamples as tests. */
export const EXPORT: FileSet = {
  manifest: 'counterexamples.json',
  listed: ({ files }) => (Array.isArray(files) ? files : undefined),
}

/** Writes the counterexamples as tests; returns how many there are. */
export function writeExport(
  entries: readonly Entry[],
  directory: string,
  seed: bigint,
  only: string | undefined,
  build: Build | undefined,
): number {
  const kept = only === undefined ? '' : ` --only ${only}`
  const command = `npm run claims -- --seed ${seed}${kept} --export DIR`
  const files = exportCounterexamples(entries, { command, ...(build === undefined ? {} : { build }) })
  const paths = files.map(({ path }) => path)
  const manifest = JSON.stringify({ command, files: paths }, undefined, 2)
  const texts = files.map(({ path, text }) => [path, text] as const)
  writeFileSet(EXPORT, directory, new Map([...texts, [EXPORT.manifest, `${manifest}\n`]]))
  return paths.filter((path) => path.endsWith('.test.ts')).length
}
