/**
 * Writes one file atomically: under a temporary name, then renamed.
 */
import { randomBytes } from 'node:crypto'
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { WrongInput } from './wrong-input.ts'

/**
 * Replaces the file at `path`, an absolute path.
 *
 * @throws {WrongInput} when it is not writable; an earlier file is unchanged then.
 */
export function writeWholeFile(path: string, text: string): void {
  const fresh = join(dirname(path), `.${basename(path)}-${randomBytes(6).toString('hex')}`)
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(fresh, text)
    renameSync(fresh, path)
  } catch (error) {
    rmSync(fresh, { force: true })
    const { code } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    throw new WrongInput({
      expected: 'a writable file for --out',
      got: `${path} (${code})`,
      advice: 'Choose another file with --out FILE.yaml.',
    })
  }
}
