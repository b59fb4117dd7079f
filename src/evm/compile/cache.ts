/**
 * Cache: compiler output on disk, one file per input.
 *
 * A file is a JSON object. Its first member is the SHA-256 of the key and of the second member's text: a
 * truncated, edited or misplaced file is treated as absent. Files are written under a temporary name and
 * renamed, so that concurrent processes never read a partial file.
 */
import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from './root.ts'

/** Default directory of compiler output. */
export const defaultCacheDirectory: string = join(projectRoot, '.cache', 'solc')

/** SHA-256 of `parts` in hex. Lengths are hashed too, so that different lists have different input. */
export function cacheKey(...parts: readonly string[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(`${part.length}:`).update(part)
  return hash.digest('hex')
}

/** The JSON text stored under `key`, or `undefined` if there is none or its digest is wrong. */
export function readCache(directory: string, key: string): string | undefined {
  let text: string
  try {
    text = readFileSync(cacheFile(directory, key), 'utf8')
  } catch {
    // Compiling again is correct whatever the reason.
    return undefined
  }
  const body = text.slice(head('').length + digestLength, -tail.length)
  return text === wrap(key, body) ? body : undefined
}

/** Stores `body`, a JSON text, under `key`. Does nothing if the directory cannot be written to. */
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

/** Removes a temporary file, if possible. */
function discard(draft: string): void {
  try {
    rmSync(draft, { force: true })
  } catch {
    // The error of the write is the one to report.
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
