/**
 * Journal: the results of finished mutants, one line of JSON each, so that a run can be resumed.
 *
 * A line counts only if its key is that of the same mutant, the same sources and the same options. The lines
 * of an interrupted write are ignored. Shards have journals of their own in the same directory.
 */
import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../evm/compile/root.ts'
import type { MutantResult } from '../../mutants/result.ts'
import { SURVIVORS_FILE } from '../../mutants/survivors.ts'

export class Journal {
  private readonly file: string
  private readonly key: string

  /**
   * @param name of this run's own journal, such as `journal-1-of-4.jsonl`
   * @param key of everything that the results depend on besides the mutant
   */
  constructor(directory: string, name: string, key: string) {
    mkdirSync(directory, { recursive: true })
    this.file = join(directory, name)
    this.key = key
  }

  /** Starts anew: forgets what an earlier run of the same name has found. */
  clear(): void {
    rmSync(this.file, { force: true })
  }

  /** Results of all journals in the directory that count for this run, by mutant. */
  read(): ReadonlyMap<string, MutantResult> {
    const directory = join(this.file, '..')
    const names = readdirSync(directory).filter((name) => /^journal.*\.jsonl$/.test(name))
    const lines = names.toSorted().flatMap((name) => readFileSync(join(directory, name), 'utf8').split('\n'))
    return new Map(
      lines.flatMap((line) => {
        const entry = parsed(line)
        return entry?.key === this.key ? [[entry.result.id, entry.result] as const] : []
      }),
    )
  }

  add(result: MutantResult): void {
    appendFileSync(this.file, `${JSON.stringify({ key: this.key, result })}\n`)
  }
}

function parsed(line: string): { readonly key: string; readonly result: MutantResult } | undefined {
  try {
    return JSON.parse(line) as { readonly key: string; readonly result: MutantResult }
  } catch {
    // The last line of a run that was stopped while it wrote.
    return undefined
  }
}

/** SHA-256 of everything that results depend on: sources, tests if they are asked, and the options. */
export function journalKey(options: unknown, withTests: boolean): string {
  const folders = withTests ? ['contracts', 'src', 'test', 'corpus'] : ['contracts', ...JUDGES]
  const hash = createHash('sha256').update(JSON.stringify(options))
  for (const folder of folders)
    for (const name of readdirSync(join(projectRoot, folder), {
      recursive: true,
      encoding: 'utf8',
    }).toSorted()) {
      const file = `${folder}/${name.replaceAll('\\', '/')}`
      if (
        /\.(ts|sol|mjs|jsonl?)$/.test(file) &&
        file !== SURVIVORS_FILE &&
        existsSync(join(projectRoot, file))
      )
        hash.update(`${file}\n`).update(readFileSync(join(projectRoot, file)))
    }
  return hash.digest('hex')
}

const JUDGES = ['src/model', 'src/evm', 'src/lockstep', 'src/mutants', 'corpus']
