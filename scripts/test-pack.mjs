/**
 * Pack test: the package as somebody else would get it.
 *
 * Packs the project, installs the tarball into an empty project in a temporary directory, type-checks every TypeScript program of the
 * documentation that imports `amt-lab`, and runs it there: it must print what the page says it does. It needs npm's registry or a filled
 * cache, so it is no part of the test run.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const PAGES = ['README.md', 'docs/how-to/use-as-a-library.md']
const typescript = dirname(createRequire(import.meta.url).resolve('typescript/package.json'))

const programs = PAGES.filter((page) => existsSync(join(root, page))).flatMap(programsOf)
if (programs.length === 0) throw new Error(`expected a program that imports amt-lab in ${PAGES.join(' or ')}`)

const place = mkdtempSync(join(tmpdir(), 'amt-lab-pack-'))
try {
  const [{ filename }] = JSON.parse(
    run(root, 'npm', 'pack', '--json', '--silent', '--pack-destination', place),
  )
  writeJson('package.json', { name: 'somebody-elses', private: true, type: 'module' })
  run(place, 'npm', 'install', '--no-audit', '--no-fund', '--prefer-offline', `./${filename}`)
  writeJson('tsconfig.json', {
    compilerOptions: {
      target: 'ES2023',
      lib: ['ES2023', 'DOM'],
      module: 'NodeNext',
      strict: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      types: [],
    },
    include: ['*.ts'],
  })
  for (const { name, text } of programs) writeFileSync(join(place, `${name}.ts`), text)
  run(place, process.execPath, join(typescript, 'bin/tsc'), '-p', '.')
  for (const { name, from, prints } of programs) {
    const output = run(place, process.execPath, `${name}.js`)
    console.log(`${from}, ${name}:`)
    console.log(indented(output))
    if (!isAs(prints, output)) throw new Error(`expected ${name} to print\n${indented(prints)}`)
    // The comparison itself: another number anywhere is another output.
    for (const [number] of prints.matchAll(/\d+/g))
      if (isAs(prints.replace(number, `${Number(number) + 5}`), output))
        throw new Error(`expected ${name} to be refused with another number for ${number}`)
  }
  console.log(
    `${programs.length} programs of the documentation print on the installed package what they should`,
  )
} finally {
  rmSync(place, { recursive: true, force: true })
}

/** TypeScript blocks of a page that import the package, each with what it prints: the next block without a language. */
function programsOf(page) {
  const text = readFileSync(join(root, page), 'utf8')
  return [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)]
    .filter(([, code]) => code.includes("from 'amt-lab'"))
    .map(({ 0: block, 1: code, index: at }, index) => {
      const name = `${basename(page, '.md')}-${index + 1}`
      const [, prints] =
        /^(?:(?!```)[^\n]*\n)*?```\n([\s\S]*?)^```$/m.exec(text.slice(at + block.length + 1)) ?? []
      if (prints === undefined) throw new Error(`expected ${page} to say what ${name} prints`)
      return { name, from: page, text: code, prints }
    })
}

/** Whether an output is as a page shows it: `…` stands for some text within a line, and alone in a line for any lines. */
function isAs(shown, output) {
  const lines = shown.trimEnd().split('\n')
  const patterns = lines.map((line) =>
    line === '…'
      ? '[^]*'
      : line
          .split('…')
          .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
          .join('.+'),
  )
  return new RegExp(`^${patterns.join('\n')}$`).test(output.trimEnd())
}

function run(cwd, command, ...args) {
  return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
}

function writeJson(name, value) {
  writeFileSync(join(place, name), `${JSON.stringify(value, null, 2)}\n`)
}

function indented(text) {
  return text.trimEnd().replace(/^/gm, '  ')
}
