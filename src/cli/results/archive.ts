/**
 * Archive: results in one ZIP file, as the explorer saves them. Read into memory, since their origin is unknown.
 */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { unzipSync } from 'fflate'
import { WrongInput } from '../wrong-input.ts'
import type { Place } from './saved.ts'

/** Most bytes of an archive's files together: some hundred times those of a run. */
const MOST_BYTES = 1_000_000_000

/**
 * The place with the files of its archive, if it is one.
 *
 * @throws {WrongInput} when it is no archive, or larger than results are.
 */
export function opened(place: Place): Place {
  const { path, shown } = place
  if (!/\.zip$/i.test(path) || !existsSync(path) || !statSync(path).isFile()) return place
  let bytes = 0
  try {
    const files = unzipSync(readFileSync(path), {
      filter: ({ originalSize }) => {
        bytes += originalSize
        if (bytes > MOST_BYTES) throw new RangeError(`more than ${MOST_BYTES} bytes`)
        return true
      },
    })
    return { ...place, files: new Map(Object.entries(files)) }
  } catch (error) {
    throw new WrongInput({
      expected: 'an archive of results, as the explorer saves them',
      got: `"${shown}" (${error instanceof Error ? error.message : String(error)})`,
      advice: 'Save it again.',
    })
  }
}
