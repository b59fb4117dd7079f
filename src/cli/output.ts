/**
 * Output: a directory of results that is replaced as a whole or not at all.
 *
 * The new files are written into a directory beside it, which then takes its place by renaming; whatever fails before that leaves the
 * earlier results as they were. Files that no earlier run wrote stay: they move into the new directory, and are never overwritten.
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
import { MANIFEST, filesOfManifest } from '../report/manifest.ts'
import { WrongInput } from './wrong-input.ts'

/**
 * Makes sure, before a long run, that results can be put at `directory`, an absolute path.
 *
 * @throws {WrongInput} if it is no directory, or nothing can be written there or beside it.
 */
export function checkOutput(directory: string): void {
  attempt(directory, () => {
    const target = followLinks(directory)
    makeDirectories(dirname(target))
    restore(target)
    if (existsSync(target)) {
      if (!statSync(target).isDirectory()) throw new NoDirectory()
      accessSync(target, constants.W_OK)
    }
    rmdirSync(makeSibling(target))
  })
}

/**
 * Puts `files` at `directory`, in the place of what an earlier run left there.
 *
 * @throws {WrongInput} if it cannot be written, or somebody else's file would be overwritten; nothing has changed then.
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

/** Puts `fresh` in the place of `target`, and the others' files back into it. */
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

/** Ends the name of the directory in which results stand aside while new ones take their place. */
const PREVIOUS = '-previous'

/** What follows the target's name in that directory's. */
const ASIDE = /^-[0-9a-f]{12}-previous$/

/** Makes good what a run that was killed while it replaced results left undone: puts them back, or the others' files that it had not moved yet. */
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

/** What is in a directory that no earlier run wrote: all but its manifest and what the manifest lists. */
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

/** One by one, since Node's own recursive way never ends where nothing can be made, as in /proc (seen on Node 20.20). */
function makeDirectories(path: string): void {
  if (existsSync(path)) return
  makeDirectories(dirname(path))
  mkdirSync(path)
}

/** A link is followed, so that its target is replaced and not the link. */
function followLinks(path: string): string {
  return existsSync(path) ? realpathSync(path) : path
}

/** Turns what the file system says into what to do. */
function attempt(directory: string, action: () => void): void {
  try {
    action()
  } catch (error) {
    throw cannotWrite(directory, error)
  }
}

/**
 * What to tell if writing below `directory` led to `error`: what to do, if the file system is why; else the error itself. `left` says
 * what has become of what was there.
 */
export function cannotWrite(
  directory: string,
  error: unknown,
  left = 'Earlier results are untouched.',
): unknown {
  if (error instanceof WrongInput || !(error instanceof Error)) return error
  const code = error instanceof NoDirectory ? 'ENOTDIR' : (error as NodeJS.ErrnoException).code
  if (code === undefined) return error
  return new WrongInput({
    expected: `a directory that can be written for --out, and room beside it`,
    got: `${directory}, where ${REASONS[code] ?? error.message}`,
    advice: `${left} Give another directory with --out DIR.`,
  })
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission is denied (EACCES)',
  EPERM: 'the operation is not permitted (EPERM)',
  EROFS: 'the file system is read-only (EROFS)',
  ENOSPC: 'no space is left (ENOSPC)',
  ENOENT: 'nothing can be made there (ENOENT)',
  EDQUOT: 'the quota is used up (EDQUOT)',
  ENOTDIR: 'a part of the path is not a directory (ENOTDIR)',
  EEXIST: 'a part of the path is not a directory (EEXIST)',
  EBUSY: 'the directory is in use, such as a mount point (EBUSY)',
}

function notOurs(directory: string, names: readonly string[]): WrongInput {
  return new WrongInput({
    expected: 'a directory whose files come from earlier runs',
    got: `${directory}, where ${names.join(', ')} would be overwritten`,
    advice: 'Nothing was changed. Give another directory with --out DIR, or move these files away.',
  })
}

/** The path is there, and is no directory. */
class NoDirectory extends Error {}
