/**
 * Scratch tree: a copy of the project in which one source at a time is mutated, for the project's own tests.
 *
 * Sources and tests are copied, packages are linked. The copy is in the system's directory for temporary
 * files, and deleted by `remove`.
 */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mutatedText, type GeneratedMutant } from '../generated-mutant.ts'

/** Neither tests nor sources read these. */
const LEFT_OUT: ReadonlySet<string> = new Set(['.git', '.cache', 'node_modules', 'dist', 'out'])

export interface ScratchTree {
  readonly root: string
  /** Writes a mutant; returns a function that restores the source. */
  write(mutant: GeneratedMutant): () => void
  remove(): void
}

export function scratchTree(project: string): ScratchTree {
  const root = mkdtempSync(join(tmpdir(), 'amt-lab-mutants-'))
  for (const entry of readdirSync(project))
    if (!LEFT_OUT.has(entry)) cpSync(join(project, entry), join(root, entry), { recursive: true })
  symlinkSync(join(project, 'node_modules'), join(root, 'node_modules'))
  // Compiled contracts are addressed by their content.
  cpSync(join(project, '.cache', 'solc'), join(root, '.cache', 'solc'), { recursive: true })
  return {
    root,
    write(mutant) {
      const file = join(root, mutant.source)
      const original = readFileSync(file, 'utf8')
      writeFileSync(file, mutatedText(mutant, original))
      return () => writeFileSync(file, original)
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  }
}
