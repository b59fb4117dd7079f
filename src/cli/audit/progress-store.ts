/** Progress of an audit in its directory: written on the way, gone once there are results. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import {
  InvalidProgress,
  progressFile,
  readProgress,
  type AuditProgress,
  type Progress,
} from '../../audit/progress.ts'
import { UNFINISHED, writeWhole } from '../study/job.ts'
import { WrongInput } from '../wrong-input.ts'

/** Of the build, and of the one of `--against`. */
const NAMES = { build: 'audit-progress.json', against: 'audit-progress-against.json' } as const

/** Sequences on the chain alone from one writing to the next: a second or two. */
const EVERY = 5

export class ProgressStore {
  private readonly directory: string
  private readonly fingerprint: string
  private readonly of: keyof typeof NAMES
  private sequences = 0

  constructor(directory: string, fingerprint: string, of: keyof typeof NAMES = 'build') {
    this.directory = directory
    this.fingerprint = fingerprint
    this.of = of
  }

  /**
   * What an interrupted audit has left.
   *
   * @throws {WrongInput} when there is nothing.
   * @throws {InvalidProgress} when it is of another audit.
   */
  read(shown: string): Progress {
    if (!existsSync(this.file))
      throw new WrongInput({
        expected: 'an interrupted audit for --resume',
        got: `none in ${shown}`,
        advice: 'Start it without --resume, or name its directory with --out.',
      })
    return readProgress(readFileSync(this.file, 'utf8'), this.fingerprint)
  }

  /** What an interrupted audit has left; undefined if there is nothing, or it is of another audit. */
  readIfSame(): Progress | undefined {
    try {
      return existsSync(this.file) ? this.read(this.directory) : undefined
    } catch (error) {
      if (error instanceof InvalidProgress) return undefined
      throw error
    }
  }

  /** Writes every batch and every finding, and every few sequences on the chain alone. */
  keep(progress: AuditProgress, milliseconds: number): void {
    const { alone, differences } = progress
    if (alone !== undefined && differences === undefined && this.sequences++ % EVERY !== 0) return
    writeWhole(this.file, progressFile({ fingerprint: this.fingerprint, milliseconds, ...progress }))
  }

  /** Removes it, and what a writing that was interrupted has left. */
  remove(): void {
    const { directory } = this
    if (!existsSync(directory)) return
    const name = NAMES[this.of]
    for (const each of readdirSync(directory))
      if (each === name || (each.startsWith(`${name}.`) && each.endsWith(UNFINISHED)))
        rmSync(join(directory, each), { force: true })
  }

  private get file(): string {
    return join(this.directory, NAMES[this.of])
  }
}
