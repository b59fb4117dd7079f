/**
 * Package check: publint and "are the types wrong" on the tarball that would be published.
 *
 * The package has ES modules only, for Node.js; types are resolved as Node.js and bundlers resolve them.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const require = createRequire(import.meta.url)

const place = mkdtempSync(join(tmpdir(), 'amt-lab-package-'))
try {
  const packed = execFileSync('npm', ['pack', '--json', '--silent', '--pack-destination', place], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [{ filename, size, unpackedSize, files }] = JSON.parse(packed)
  const superfluous = files
    .map(({ path }) => path)
    .filter(
      (path) =>
        !/^(dist|contracts|corpus)\/|^(LICENSE|README(\.es)?\.md|package\.json|docs\/regions\.json)$/.test(
          path,
        ),
    )
  if (superfluous.length > 0) throw new Error(`superfluous in the package: ${superfluous.join(', ')}`)
  console.log(
    `${filename}: ${files.length} files, ${kilobytes(size)} packed, ${kilobytes(unpackedSize)} unpacked`,
  )
  const tarball = join(place, filename)
  tool('publint', 'src/cli.js', 'run', tarball, '--strict')
  tool('@arethetypeswrong/cli', 'dist/index.js', tarball, '--profile', 'esm-only')
} finally {
  rmSync(place, { recursive: true, force: true })
}

/** Runs a tool's program by its path in the package, so that no shell is needed. */
function tool(name, program, ...args) {
  const folder = require.resolve
    .paths(name)
    .map((path) => join(path, name))
    .find(isPackage)
  execFileSync(process.execPath, [join(folder, program), ...args], { cwd: root, stdio: 'inherit' })
}

function isPackage(folder) {
  try {
    return require(join(folder, 'package.json')) !== undefined
  } catch {
    return false
  }
}

function kilobytes(bytes) {
  return `${Math.round(bytes / 1000)} kB`
}
