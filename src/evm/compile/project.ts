/**
 * Project: the contracts in `contracts/`, unchanged or with changes made in memory.
 *
 * `contracts/outside` contains test doubles of external tokens. They are compiled separately (see
 * `outside.ts`), so that every build runs against the same external contracts.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Artifact } from './artifact.ts'
import { compileSources } from './compile.ts'
import type { Compilation } from './compile.ts'
import { applyEdits } from './edit.ts'
import type { Edit } from './edit.ts'
import { projectRoot } from './root.ts'
import { dependents, readProject, withImports } from './sources.ts'
import type { Sources } from './sources.ts'

/** Sources of the project's own contracts, by source unit name (`contracts/Master.sol`). */
export function projectSources(): Sources {
  const files = readdirSync(join(projectRoot, 'contracts'), { recursive: true, encoding: 'utf8' })
  const units = files
    .map((file) => `contracts/${file.replaceAll('\\', '/')}`)
    .filter((unit) => unit.endsWith('.sol') && !unit.startsWith('contracts/outside/'))
  return Object.fromEntries(
    units.toSorted().map((unit) => [unit, readFileSync(join(projectRoot, unit), 'utf8')]),
  )
}

/**
 * Compiles the project's own contracts as one input.
 *
 * @throws what `compileSources` throws.
 */
export function compileProject(): Compilation {
  return compileSources({ sources: projectSources(), read: readProject })
}

/**
 * Compiles the project's contracts for coverage, with `change` made in memory.
 *
 * @throws {EditMismatch} when an edit does not match exactly once.
 * @throws what `compileSources` throws.
 */
export function compileProjectMapped({ sources = {}, edits = [] }: ProjectChange = {}): Compilation {
  const changed = applyEdits({ ...projectSources(), ...sources }, edits)
  return compileSources({ sources: changed, read: readProject, mapped: true })
}

/**
 * Artifacts of the project's own contracts.
 *
 * @throws what `compileSources` throws.
 */
export function projectArtifacts(): readonly Artifact[] {
  return compileProject().artifacts
}

/** Changes to the project's contracts: whole sources are replaced or added first, then edits are applied. */
export interface ProjectChange {
  readonly sources?: Sources
  readonly edits?: readonly Edit[]
}

/**
 * Artifacts of the project's contracts with `change` made in memory. Code is generated only for changed
 * sources and their dependents; all other artifacts are those of the unchanged project.
 *
 * @throws {EditMismatch} when an edit does not match exactly once.
 * @throws what `compileSources` throws.
 */
export function changedProjectArtifacts(change: ProjectChange): readonly Artifact[] {
  const original = projectSources()
  const sources = applyEdits({ ...original, ...change.sources }, change.edits ?? [])
  const changed = Object.keys(sources).filter((unit) => sources[unit] !== original[unit])
  const affected = dependents(withImports(sources, readProject).imports, changed)
  const targets = Object.keys(sources).filter((unit) => affected.has(unit))
  if (targets.length === 0) return projectArtifacts()
  const { artifacts } = compileSources({ sources, targets, read: readProject })
  return [...projectArtifacts().filter(({ source }) => !affected.has(source)), ...artifacts]
}
