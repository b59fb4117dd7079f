/**
 * Saved results: what a directory of a run or a study tells, as commands that come later read it.
 *
 * Files are read as data of unknown origin: what is missing, damaged or of another version is wrong input.
 */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import { WrongInput } from '../wrong-input.ts'
import { readTable } from './csv.ts'

/** A directory of results, or an archive of one, and its name on the command line. */
export interface Place {
  /** Absolute. */
  readonly path: string
  readonly shown: string
  /** Of an archive: its files by name. */
  readonly files?: ReadonlyMap<string, Uint8Array>
}

/** Whether the results have a file of that name. */
export const hasFile = ({ path, files }: Place, name: string): boolean =>
  files?.has(name) ?? existsSync(join(path, name))

/** @throws {WrongInput} when it is no directory. */
export function mustBeDirectory({ path, shown, files }: Place): void {
  if (files !== undefined) return
  if (existsSync(path) && statSync(path).isDirectory()) return
  throw new WrongInput({
    expected: 'a directory of results',
    got: `"${shown}", which is ${existsSync(path) ? 'a file' : 'not there'}`,
    advice: 'npm run gallery lists the results below out.',
  })
}

/** The text of a file; undefined if there is none. @throws {WrongInput} when it cannot be read. */
export function textIn({ path, shown, files }: Place, name: string): string | undefined {
  if (files !== undefined) {
    const bytes = files.get(name)
    return bytes === undefined ? undefined : new TextDecoder().decode(bytes)
  }
  try {
    return readFileSync(join(path, name), 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return undefined
    throw new WrongInput({
      expected: `a readable ${shown}/${name}`,
      got: code ?? String(error),
      advice: 'Check the file.',
    })
  }
}

/**
 * The data of a JSON file, in a shape.
 *
 * @throws {WrongInput} when it is missing, damaged, or in another shape.
 */
export function dataIn<T>(place: Place, name: string, shape: z.ZodType<T>): T {
  const text = textIn(place, name)
  if (text === undefined) throw damaged(place, `${name} is missing`)
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch {
    throw damaged(place, `${name} is not JSON`)
  }
  const found = shape.safeParse(data)
  if (found.success) return found.data
  const { path, message } = found.error.issues[0]!
  throw damaged(place, `${name}: ${path.length === 0 ? 'the file' : path.join('.')}: ${message}`)
}

/** The columns of a CSV file; undefined if there is none. @throws {WrongInput} when it is damaged. */
export function tableIn(place: Place, name: string): ReadonlyMap<string, readonly string[]> | undefined {
  const text = textIn(place, name)
  if (text === undefined) return undefined
  const table = readTable(text)
  if (table === undefined) throw damaged(place, `${name} is not a table`)
  return table
}

/** Results that cannot be read. */
export function damaged({ shown }: Place, why: string): WrongInput {
  return new WrongInput({
    expected: 'complete results of a run or a study',
    got: `${shown}: ${why}`,
    advice: 'Run its command again; the report and card.json name it.',
  })
}

/**
 * Checks the format of a file, such as `amt-lab run 1`.
 *
 * @throws {WrongInput} naming both versions, and the one that reads the file.
 */
export function mustBeFormat(place: Place, name: string, wanted: string, data: unknown): void {
  const { format, versions } = (data ?? {}) as {
    readonly format?: unknown
    readonly versions?: { readonly package?: unknown }
  }
  if (format === wanted) return
  const kind = wanted.replace(/ \d+$/, ' ')
  if (typeof format !== 'string' || !format.startsWith(kind)) throw damaged(place, `${name} has no format`)
  const writer = versions?.package
  throw new WrongInput({
    expected: `results in the format "${wanted}"`,
    got: `${place.shown} in the format "${format}"`,
    advice:
      typeof writer === 'string' && /^[\w.-]{1,40}$/.test(writer)
        ? `Read them with AMT Lab ${writer}, which wrote them, or run the command again with this version.`
        : 'Read them with the version that wrote them, or run the command again with this version.',
  })
}
