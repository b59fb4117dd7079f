/**
 * Update: writes the gallery of a directory of results, after each command that wrote one there.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { galleryPage, GENERATOR, type GalleryInput } from '../../report/gallery/page.ts'
import { LANGUAGES, type Language } from '../../report/language/language.ts'
import { notOurs } from '../output.ts'
import type { Io } from '../io.ts'
import { WrongInput } from '../wrong-input.ts'
import { writeWholeFile } from '../write-file.ts'
import { scanResults } from './scan.ts'

/** The directory whose results have a gallery of their own, below the working directory. */
export const RESULTS = 'out'

const PAGE = 'index.html'

/**
 * Writes the gallery of `root`, an absolute path, and returns what it shows.
 *
 * @param language of the page. @default that of the page that is there, else English
 * @throws {WrongInput} when it is not writable, or another page would be overwritten; nothing has changed then.
 */
export function writeGallery(root: string, language?: Language): GalleryInput & { readonly page: string } {
  const page = join(root, PAGE)
  const before = existsSync(page) ? readFileSync(page, 'utf8') : undefined
  if (before?.includes(MADE) === false) throw notOurs(root, [PAGE])
  const found = scanResults(root)
  writeWholeFile(page, galleryPage({ ...found, language: language ?? languageOf(before) }))
  return { ...found, page }
}

/** The language of a page; undefined for none. */
const languageOf = (page: string | undefined): Language | undefined =>
  LANGUAGES.find((language) => page?.includes(`<html lang="${language}">`))

const MADE = `<meta name="generator" content="${GENERATOR}">`

/**
 * Writes the gallery again if `directory`, which has new results, is below `out`. A gallery that cannot be
 * written is no failure of the command.
 */
export function updateGallery(directory: string, io: Pick<Io, 'cwd' | 'err'>): void {
  const [first, ...rest] = relative(io.cwd, directory).split(sep)
  if (first !== RESULTS || rest.length === 0) return
  try {
    writeGallery(join(io.cwd, RESULTS))
  } catch (error) {
    if (!(error instanceof WrongInput)) throw error
    io.err(`The gallery ${RESULTS}/${PAGE} was not written: ${error.message.split('\n')[0]}\n`)
  }
}
