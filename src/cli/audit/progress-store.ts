/** Progress of an audit in its directory: written now and then, gone once there are results. */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { progressFile, readProgress, type Progress } from '../../audit/census/progress.ts'
import { writeWhole } from '../study/job.ts'
import { WrongInput } from '../wrong-input.ts'

const NAME = 'audit-progress.json'

/** Batches of about a thousand actions from one writing to the next: a few seconds. */
const EVERY = 5

export class ProgressStore {
  private readonly directory: string
  private readonly fingerprint: string
  private skipped = 0

  constructor(directory: string, fingerprint: string) {
    this.directory = directory
    this.fingerprint = fingerprint
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

  /** Writes every few times. */
  keep(progress: () => Omit<Progress, 'fingerprint'>): void {
    if (++this.skipped % EVERY !== 0) return
    mkdirSync(this.directory, { recursive: true })
    writeWhole(this.file, progressFile({ fingerprint: this.fingerprint, ...progress() }))
  }

  remove(): void {
    rmSync(this.file, { force: true })
  }

  private get file(): string {
    return join(this.directory, NAME)
  }
}
