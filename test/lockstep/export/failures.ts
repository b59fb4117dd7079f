/**
 * Failures for the tests of exports: found and shrunk by lockstep on a mutant.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { ExportedFile } from '../../../src/lockstep/export/failure-case.ts'
import { DEFAULTS, failureOf, type Failure } from '../../../src/lockstep/lockstep.ts'
import { applyMutant, type MutatedSystem } from '../../../src/lockstep/mutation/mutant.ts'
import { search } from '../../../src/lockstep/shrink/search.ts'
import { MUTANTS } from '../../../src/lockstep/systems/mutants.ts'
import { projectRoot } from '../../../src/evm/compile/root.ts'

export interface Failed extends MutatedSystem {
  readonly failure: Failure
}

/** The failure of a mutant. */
export async function failureOfMutant(name: string): Promise<Failed> {
  const mutated = await applyMutant(MUTANTS.find((mutant) => mutant.name === name)!)
  const setup = { ...mutated, invariants: [] }
  const found = search(setup, { ...DEFAULTS, sequences: 200 })!
  return { ...mutated, failure: failureOf(setup, found, 'npx vitest run test/lockstep') }
}

/** Writes files to a fresh folder in the project's cache, where its packages are found. */
export function writtenTo(folder: string, files: readonly ExportedFile[]): string {
  const place = join(projectRoot, '.cache', 'exports', `${folder}-${process.pid}`)
  rmSync(place, { recursive: true, force: true })
  for (const { path, text } of files) {
    mkdirSync(dirname(join(place, path)), { recursive: true })
    writeFileSync(join(place, path), text)
  }
  return place
}
