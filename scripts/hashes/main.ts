/**
 * Hashes: all scenarios in Node.js 20 and 24, Deno, Chromium and Firefox. Writes the table of hashes and
 * times, and exits with 1 if an engine has another hash or is missing.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../src/evm/compile/root.ts'
import { bundledLibrary } from '../../src/explorer/bundle.ts'
import { BROWSERS, type BrowserName } from '../../test/report/browser/browser.ts'
import { browserEngine } from './browser.ts'
import { ALL, type Engine } from './engine.ts'
import { install, programEngine, PROGRAMS } from './program.ts'
import { differences, page, PAGE, type Column } from './table.ts'

const missing = (Object.keys(BROWSERS) as BrowserName[]).filter((name) => BROWSERS[name] === undefined)
if (missing.length > 0) {
  console.error(
    `expected Chromium and Firefox; ${missing.join(' and ')} is not installed. Set CHROMIUM, FIREFOX.`,
  )
  process.exit(2)
}
for (const program of PROGRAMS) install(program)
const engines: readonly Engine[] = [
  ...PROGRAMS.map(programEngine),
  browserEngine('chrome'),
  browserEngine('firefox'),
]
const library = await bundledLibrary()
const columns: Column[] = []
for (const { name, hashes } of engines) {
  const found = await hashes(library, ALL)
  columns.push({ name, ...found })
  const seconds = found.hashed.reduce((sum, each) => sum + each.seconds, 0)
  console.log(`${name} ${found.version}: ${found.hashed.length} scenarios in ${seconds.toFixed(1)} s`)
}
const different = differences(columns)
if (different.length > 0) {
  console.error(different.join('\n'))
  process.exit(1)
}
const text = page(columns, new Date().toISOString().slice(0, 10))
writeFileSync(join(projectRoot, PAGE), text)
console.log(`\n${text.slice(text.indexOf('| scenario'))}\nThe same in all engines; written to ${PAGE}.`)
