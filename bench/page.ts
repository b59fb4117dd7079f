/**
 * The page that benchmarks write their tables to, `docs/explanation/performance.md`, and what each table says
 * about its run: machine, load and commit.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Root of this checkout. */
export const here = fileURLToPath(new URL('..', import.meta.url))

const PAGE = join(here, 'docs/explanation/performance.md')

/** The commit of a checkout, with a plus if files differ from it. */
export function commitOf(root: string): string {
  const git = (...words: readonly string[]): string =>
    execFileSync('git', ['-C', root, ...words], { encoding: 'utf8' }).trim()
  return git('rev-parse', '--short=8', 'HEAD') + (git('status', '--porcelain', '-uno') === '' ? '' : '+')
}

/** Processor, cores, version of Node and load of the last minutes. */
export function machine(): string {
  const load = loadavg().map((each) => each.toFixed(1))
  return `${cpus()[0]!.model}, ${cpus().length} cores, Node ${process.versions.node}, load
${load.join(', ')} over 1, 5 and 15 minutes`
}

/** Puts a benchmark's text between its marks. */
export function writeToPage(name: string, text: string): void {
  const mark = `<!-- ${name} -->\n`
  const page = readFileSync(PAGE, 'utf8')
  const start = page.indexOf(mark) + mark.length
  const end = page.indexOf('<!-- end -->', start)
  if (start < mark.length || end === -1) throw new Error(`expected the marks of ${name} in ${PAGE}`)
  writeFileSync(PAGE, `${page.slice(0, start)}\n${text.trim()}\n\n${page.slice(end)}`)
}
