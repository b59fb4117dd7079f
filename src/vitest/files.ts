/**
 * Files: writes an export to a folder, each file under another name first, so that none is ever half-written.
 */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { ExportedFile } from '../lockstep/export/failure-case.ts'

/** Writes the files, replacing older ones, and returns the path of the first. */
export function writeFiles(folder: string, files: readonly ExportedFile[]): string {
  for (const { path, text } of files) {
    const file = join(folder, path)
    mkdirSync(dirname(file), { recursive: true })
    const draft = `${file}.${process.pid}.draft`
    writeFileSync(draft, text)
    renameSync(draft, file)
  }
  return join(folder, files[0]!.path)
}
