/**
 * Scratch copy of the project, in which a mutant is written to its file: the tests there read real files, and
 * the product needs no hooks.
 *
 * A mutant of PancakeSwap is one more edit in `src/evm/pancake/edits.ts`, since its sources stay in npm
 * packages and are edited before compilation anyway.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { projectRoot } from '../../evm/compile/root.ts'
import { mutatedText, MutantMismatch, type GeneratedMutant } from '../generated-mutant.ts'

const COPIED = ['src', 'test', 'contracts', 'corpus', 'docs', 'package.json', 'tsconfig.json']
/** Both suites: a stage names the files that it runs. */
const CONFIG = `export default {
  test: { include: ['test/**/*.test.ts'], pool: 'forks', testTimeout: 600_000, hookTimeout: 120_000 },
}
`
const PANCAKE_EDITS = 'src/evm/pancake/edits.ts'

export class Scratch {
  readonly root: string

  /** Copies the project to `root`, which must not exist. */
  constructor(root: string) {
    this.root = root
    mkdirSync(root, { recursive: true })
    for (const each of COPIED) cpSync(join(projectRoot, each), join(root, each), { recursive: true })
    writeFileSync(join(root, 'vitest.config.ts'), CONFIG)
    const compiled = join(projectRoot, '.cache', 'solc')
    if (existsSync(compiled)) cpSync(compiled, join(root, '.cache', 'solc'), { recursive: true })
    symlinkSync(modulesOf(projectRoot), join(root, 'node_modules'), 'junction')
  }

  /**
   * Writes a mutant and returns how to undo it.
   *
   * @param original the source that the mutant was generated from
   * @throws {MutantMismatch} when the source has changed since.
   */
  write(mutant: GeneratedMutant, original: string): () => void {
    const isPancake = mutant.source.startsWith('@uniswap/')
    const file = join(this.root, isPancake ? PANCAKE_EDITS : mutant.source)
    const before = readFileSync(file, 'utf8')
    const after = isPancake ? withEdit(before, mutant, original) : mutatedText(mutant, before)
    writeFileSync(file, after)
    return () => writeFileSync(file, before)
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true })
  }
}

/** The nearest `node_modules` at or above a directory. */
function modulesOf(directory: string): string {
  const here = join(directory, 'node_modules')
  return existsSync(here) || dirname(directory) === directory ? here : modulesOf(dirname(directory))
}

/** The list of edits with one more: for the router's compilation, or for that of factory and pair. */
function withEdit(edits: string, mutant: GeneratedMutant, original: string): string {
  const edit = JSON.stringify({ purpose: mutant.id, source: mutant.source, ...uniqueEdit(mutant, original) })
  const isOfCore = mutant.source.startsWith('@uniswap/v2-core/')
  const changed = isOfCore
    ? `${edits}\n;(coreEdits as Edit[]).push(${edit})\n`
    : edits.replace(/\n {2}\]\n\}\n$/, () => `\n    ${edit},\n  ]\n}\n`)
  if (changed === edits) throw new MutantMismatch(mutant.id, PANCAKE_EDITS)
  return changed
}

/** The smallest text around the mutant that occurs once, and its replacement. */
function uniqueEdit(
  { start, end, after }: GeneratedMutant,
  text: string,
): { readonly find: string; readonly replace: string } {
  for (let margin = 1; ; margin++) {
    const [from, to] = [Math.max(0, start - margin), Math.min(text.length, end + margin)]
    const find = text.slice(from, to)
    if (text.split(find).length === 2)
      return { find, replace: text.slice(from, start) + after + text.slice(end, to) }
  }
}
