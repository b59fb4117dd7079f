/**
 * Output: replaces a directory of results atomically.
 *
 * - New files are written to a sibling directory, which then replaces the target by renaming. A failure
 *   before that leaves the earlier results unchanged.
 * - Files that no earlier run wrote are kept: they move into the new directory and are never overwritten.
 */
import { randomBytes } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Bytes } from '../report/hash.ts'
import { MANIFEST } from '../report/manifest.ts'
import { filesOfManifest } from '../report/manifest-files.ts'
import { WrongInput } from './wrong-input.ts'

const REPORT_FILES = [MANIFEST, 'report.html'] as const

/**
 * Checks, before a long run, that results can be written to `directory`, an absolute path.
 *
 * @param always names that every run writes. @default the report and the manifest
 * @throws {WrongInput} when it is not a directory, it or its parent is not writable, or one of these files
 *   comes from elsewhere.
 */
export function checkOutput(directory: string, always: readonly string[] = REPORT_FILES): void {
  attempt(directory, () => {
    const target = followLinks(directory)
    makeDirectories(dirname(target))
    restore(target)
    if (existsSync(target)) {
      if (!statSync(target).isDirectory()) throw new NoDirectory()
      accessSync(target, constants.W_OK)
      const overwritten = foreign(target).filter((name) => always.includes(name))
      if (overwritten.length > 0) throw notOurs(directory, overwritten)
    }
    rmdirSync(makeSibling(target))
  })
}

/**
 * Writes `files` to `directory`, replacing the files of an earlier run.
 *
 * @throws {WrongInput} when it is not writable, or a file of other origin would be overwritten; nothing has
 *   changed then.
 */
export function writeOutput(directory: string, files: ReadonlyMap<string, Bytes>): void {
  attempt(directory, () => {
    const target = followLinks(directory)
    restore(target)
    const others = existsSync(target) ? foreign(target) : []
    const overwritten = others.filter((name) => files.has(name))
    if (overwritten.length > 0) throw notOurs(directory, overwritten)
    makeDirectories(dirname(target))
    const fresh = makeSibling(target)
    try {
      for (const [name, bytes] of files) writeFileSync(join(fresh, name), bytes)
      swap(fresh, target, others)
    } catch (error) {
      rmSync(fresh, { recursive: true, force: true })
      throw error
    }
  })
}

/** Replaces `target` by `fresh`, and moves the other files back into it. */
function swap(fresh: string, target: string, others: readonly string[]): void {
  if (!existsSync(target)) return renameSync(fresh, target)
  chmodSync(fresh, statSync(target).mode)
  const previous = `${fresh}${PREVIOUS}`
  renameSync(target, previous)
  try {
    renameSync(fresh, target)
  } catch (error) {
    renameSync(previous, target)
    throw error
  }
  for (const name of others) renameSync(join(previous, name), join(target, name))
  rmSync(previous, { recursive: true })
}

/** Suffix of the directory that holds the previous results during the replacement. */
const PREVIOUS = '-previous'

/** Pattern of that directory's name after the target's name. */
const ASIDE = /^-[0-9a-f]{12}-previous$/

/**
 * Recovers from a run that was killed during the replacement: restores the results, or the files not yet
 * moved.
 */
function restore(target: string): void {
  const [parent, name] = [dirname(target), basename(target)]
  const asides = existsSync(parent)
    ? readdirSync(parent).filter(
        (each) => each.startsWith(`.${name}-`) && ASIDE.test(each.slice(name.length + 1)),
      )
    : []
  for (const aside of asides.map((each) => join(parent, each))) {
    if (!existsSync(target)) {
      renameSync(aside, target)
      continue
    }
    const others = foreign(aside)
    const blocked = others.filter((each) => existsSync(join(target, each)))
    for (const each of others) if (!blocked.includes(each)) renameSync(join(aside, each), join(target, each))
    if (blocked.length === 0) rmSync(aside, { recursive: true })
  }
}

/** Files that no earlier run wrote: all except the manifest and the files that it lists. */
function foreign(directory: string): string[] {
  const file = join(directory, MANIFEST)
  const ours = new Set(existsSync(file) ? filesOfManifest(readFileSync(file, 'utf8')) : [])
  return readdirSync(directory).filter((name) => !ours.has(name))
}

function makeSibling(target: string): string {
  const path = join(dirname(target), `.${basename(target)}-${randomBytes(6).toString('hex')}`)
  mkdirSync(path)
  return path
}

/** One level at a time: Node's recursive mkdir does not return in /proc (observed on Node 20.20). */
function makeDirectories(path: string): void {
  if (existsSync(path)) return
  makeDirectories(dirname(path))
  mkdirSync(path)
}

/** Resolves symbolic links, so that the target is replaced and not the link. */
function followLinks(path: string): string {
  return existsSync(path) ? realpathSync(path) : path
}

/** Runs `action` and translates file-system errors. */
function attempt(directory: string, action: () => void): void {
  try {
    action()
  } catch (error) {
    throw cannotWrite(directory, error)
  }
}

/**
 * A {@link WrongInput} for a file-system error below `directory`; any other error is returned unchanged.
 * `left` is a sentence on the state of earlier results.
 */
export function cannotWrite(
  directory: string,
  error: unknown,
  left = 'Earlier results are unchanged.',
): unknown {
  if (error instanceof WrongInput || !(error instanceof Error)) return error
  const code = error instanceof NoDirectory ? 'ENOTDIR' : (error as NodeJS.ErrnoException).code
  if (code === undefined) return error
  return new WrongInput({
    expected: 'a writable directory for --out, with a writable parent',
    got: `${directory}: ${describeWriteError(code) ?? error.message}`,
    advice: `${left} Choose another directory with --out DIR.`,
  })
}

/** A file-system error code in words; undefined for an unknown one. */
export const describeWriteError = (code: string | undefined): string | undefined =>
  code === undefined ? undefined : REASONS[code]

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission is denied (EACCES)',
  EPERM: 'the operation is not permitted (EPERM)',
  EROFS: 'the file system is read-only (EROFS)',
  ENOSPC: 'no space is left on the device (ENOSPC)',
  ENOENT: 'the path cannot be created (ENOENT)',
  EDQUOT: 'the disk quota is exhausted (EDQUOT)',
  ENOTDIR: 'part of the path is not a directory (ENOTDIR)',
  EEXIST: 'part of the path is not a directory (EEXIST)',
  EBUSY: 'the directory is in use, such as a mount point (EBUSY)',
}

/** A {@link WrongInput} for files of other origin that a run would overwrite. */
export function notOurs(directory: string, names: readonly string[]): WrongInput {
  return new WrongInput({
    expected: 'a directory whose files come from earlier runs',
    got: `${directory}, where ${names.join(', ')} would be overwritten`,
    advice: 'Nothing was changed. Choose another directory with --out DIR, or move these files.',
  })
}

/** The path exists and is not a directory. */
class NoDirectory extends Error {}
