/**
 * File set: results with files in folders, such as a campaign's or an audit's. A manifest lists them, and the
 * next run in the same directory replaces them.
 *
 * Other files in the directory are kept: a run that would overwrite one of them writes nothing.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { cannotWrite, notOurs } from './output.ts'
import { writeWhole } from './study/job.ts'

export interface FileSet {
  /** Name of the file that lists the others. */
  readonly manifest: string
  /** The other files, by the manifest's data; undefined if the data are not those of such a set. */
  readonly listed: (data: Readonly<Record<string, unknown>>) => unknown
}

/**
 * Checks, before a long run, that results can be written to `directory`, an absolute path.
 *
 * @param always names that every run writes
 * @throws {WrongInput} when it is not writable, or one of these files comes from elsewhere.
 */
export function checkFileSet(set: FileSet, directory: string, always: readonly string[]): void {
  attempt(directory, () => {
    checkOrigin(set, directory, [set.manifest, ...always])
    const probe = join(directory, '.probe')
    writeWhole(probe, '')
    rmSync(probe)
  })
}

/**
 * Writes the files, the manifest among them, and removes those of an earlier run that are not replaced.
 *
 * @throws {WrongInput} when the directory is not writable, or a file of other origin would be overwritten;
 *   nothing has changed then.
 */
export function writeFileSet(set: FileSet, directory: string, files: ReadonlyMap<string, string>): void {
  attempt(directory, () => {
    mkdirSync(directory, { recursive: true })
    checkOrigin(set, directory, [...files.keys()])
    const earlier = earlierFiles(set, directory)
    for (const [name, text] of files) writeWhole(join(directory, name), text)
    for (const name of earlier) if (!files.has(name)) removeFrom(directory, name)
  })
}

/** Removes a file, and the folders in the directory that have nothing else in them. */
function removeFrom(directory: string, name: string): void {
  rmSync(join(directory, name), { force: true })
  for (let folder = dirname(name); folder !== '.'; folder = dirname(folder)) {
    const path = join(directory, folder)
    if (!existsSync(path)) continue
    if (readdirSync(path).length > 0) return
    rmdirSync(path)
  }
}

function checkOrigin(set: FileSet, directory: string, names: readonly string[]): void {
  const ours = new Set(earlierFiles(set, directory))
  const others = names.filter((name) => !ours.has(name) && existsSync(join(directory, name)))
  if (others.length > 0) throw notOurs(directory, others)
}

/** The manifest and the files that it lists; none if there is no manifest of such a set. */
function earlierFiles({ manifest, listed }: FileSet, directory: string): readonly string[] {
  const path = join(directory, manifest)
  if (!existsSync(path)) return []
  try {
    const data = JSON.parse(readFileSync(path, 'utf8')) as Readonly<Record<string, unknown>> | null
    const names = data === null ? undefined : listed(data)
    return Array.isArray(names) ? [manifest, ...names.filter(isInside)] : []
  } catch (error) {
    if (error instanceof SyntaxError) return []
    throw error
  }
}

/** Whether it is the name of a file within the directory. */
const isInside = (name: unknown): name is string =>
  typeof name === 'string' && /^[\w-]+[\w./-]*$/.test(name) && !name.includes('..')

function attempt(directory: string, write: () => void): void {
  try {
    write()
  } catch (error) {
    throw cannotWrite(directory, error)
  }
}
