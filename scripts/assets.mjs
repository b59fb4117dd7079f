/**
 * Assets: files in `src` that are read at run time and are not TypeScript, such as the report's stylesheet.
 * Modules `…of-sources.mjs` start threads from the sources and stay behind.
 */
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Copies the assets in `from` to the same places in `to`. */
export function copyAssets(from, to) {
  for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || /\.tsx?$|of-sources\.mjs$/.test(entry.name)) continue
    const source = join(entry.parentPath ?? entry.path, entry.name)
    const target = join(to, source.slice(from.length))
    mkdirSync(dirname(target), { recursive: true })
    copyFileSync(source, target)
  }
}
