/**
 * Bytes of an input file, with a size limit.
 */
import { readFileSync } from 'node:fs'
import { WrongInput, type InputError } from './wrong-input.ts'

/** Size limit: more than a thousand years of daily rows. */
const MOST_BYTES = 64 * 1024 * 1024

/**
 * The bytes of the file at `path`. Messages call it `shown`.
 *
 * @throws {WrongInput} or the error of `wrong`, when the file is unreadable or too large.
 */
export function readBytes(
  path: string,
  shown: string,
  expected: string,
  advice: string,
  wrong: (error: InputError) => WrongInput = (error) => new WrongInput(error),
): Buffer {
  const cannot = (why: string): WrongInput => wrong({ expected, got: `${shown} (${why})`, advice })
  try {
    const bytes = readFileSync(path)
    if (bytes.length > MOST_BYTES) throw cannot(`${bytes.length} bytes, more than ${MOST_BYTES}`)
    return bytes
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    throw cannot(code)
  }
}
