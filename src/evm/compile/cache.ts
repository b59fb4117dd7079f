/**
 * Cache: compiler output on disk, one file per input.
 *
 * A file is a JSON object whose first member is the SHA-256 of its key and of the text of its second member, so that a
 * truncated, edited or misplaced file is noticed and treated as absent. Files are written under another name and
 * renamed, so that processes sharing the directory never see half of one.
 */
import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from './root.ts'

/** Where compiler output is kept unless a caller says otherwise. */
export const defaultCacheDirectory: string = join(projectRoot, '.cache', 'solc')

/** SHA-256 of `parts` in hex. Lengths are hashed too, so that no two lists of parts run together. */
export function cacheKey(...parts: readonly string[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(`${part.length}:`).update(part)
  return hash.digest('hex')
}

/** The JSON text kept under `key`, or `undefined` when there is none that can be trusted. */
export function readCache(directory: string, key: string): string | undefined {
  let text: string
  try {
    text = readFileSync(cacheFile(directory, key), 'utf8')
  } catch {
    // Whatever hinders reading, compiling anew is always right.
    return undefined
  }
  const body = text.slice(head('').length + digestLength, -tail.length)
  return text === wrap(key, body) ? body : undefined
}

/** Keeps `body`, a JSON text, under `key`. A directory that cannot be written to costs time, not correctness. */
export function writeCache(directory: string, key: string, body: string): void {
  const file = cacheFile(directory, key)
  const draft = `${file}.${randomUUID()}`
  try {
    mkdirSync(directory, { recursive: true })
    writeFileSync(draft, wrap(key, body))
    renameSync(draft, file)
  } catch (error) {
    discard(draft)
    if (!(error instanceof Error && 'code' in error && unwritable.has(String(error.code)))) throw error
  }
}

/** Removes what is left of a draft. Where even that cannot be done, there is nothing of it. */
function discard(draft: string): void {
  try {
    rmSync(draft, { force: true })
  } catch {
    // The reason for writing to have failed is the one to report.
  }
}

export function cacheFile(directory: string, key: string): string {
  return join(directory, `${key}.json`)
}

const digestLength = 64
const tail = '}\n'
const head = (digest: string): string => `{"sha256":"${digest}","output":`
const wrap = (key: string, body: string): string => head(cacheKey(key, body)) + body + tail

const unwritable: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EEXIST', 'ENOTDIR'])
