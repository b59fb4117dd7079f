/**
 * Pack test: the package as a user gets it.
 *
 * Packs the project and installs the tarball into an empty project in a temporary directory. There it runs
 * the commands, and type-checks and runs every TypeScript program of the documentation that imports
 * `amt-lab`: the output must be what the page shows. The example project in `examples/lockstep-suite` is
 * installed from the same tarball: its suite passes, and fails with a story for a false invariant. It needs
 * npm's registry or a filled cache, so it is not part of the test run.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const PAGES = [
  'README.md',
  'docs/how-to/use-as-a-library.md',
  'docs/reference/statistics.md',
  'docs/how-to/read-a-counterexample.md',
  'docs/how-to/test-your-own-invariant.md',
]
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
  checkCommands()
  checkExample(join(place, filename))
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
    // The comparison itself: a changed number is a changed output.
    for (const [number] of prints.matchAll(/\d+/g))
      if (isAs(prints.replace(number, `${Number(number) + 5}`), output))
        throw new Error(`expected ${name} not to match with another number for ${number}`)
  }
  console.log(
    `${programs.length} programs of the documentation print with the installed package what the pages show`,
  )
} finally {
  rmSync(place, { recursive: true, force: true })
}

/** The commands of `bin`, as npm links them: a run, a study on threads, and wrong input. */
function checkCommands() {
  const program = join(place, 'node_modules/.bin', process.platform === 'win32' ? 'amt-lab.cmd' : 'amt-lab')
  // Of a bucket, whose package is not asked for without credentials.
  const env = { ...process.env, AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' }
  const amtLab = (...args) => {
    const { status, stdout, stderr } = spawnSync(program, args, {
      cwd: place,
      env,
      encoding: 'utf8',
      shell: process.platform === 'win32',
    })
    return { status, stdout, stderr }
  }
  const expect = (args, status, text) => {
    const got = amtLab(...args)
    if (got.status !== status || !(got.stdout + got.stderr).includes(text))
      throw new Error(
        `amt-lab ${args.join(' ')}: expected exit code ${status} and "${text}"; got ${got.status} and\n${got.stdout}${got.stderr}`,
      )
    console.log(`amt-lab ${args.join(' ')}: exit code ${status}`)
  }
  expect(['--help'], 0, 'amt-lab COMMAND [options]')
  expect(['simulate', 'baseline', '--days', '2', '--verify'], 0, 'baseline')
  expect(['study', 'bank-run', '--runs', '4', '--workers', '2', '--days', '2'], 0, 'bank-run')
  expect(['verify', '--help'], 0, 'Exit codes')
  expect(['explore', '--no-open'], 0, 'out/explore.html')
  expect(['lockstep', '--runs', '2'], 0, 'Model and contracts agree')
  // Optional packages, which npm has not installed here.
  const small = ['study', 'bank-run', '--runs', '4', '--days', '2']
  const queue = ['--redis', 'redis://127.0.0.1:1']
  expect(['worker', ...queue], 2, 'npm install bullmq ioredis')
  expect([...small, '--executor', 'bullmq', ...queue, '--out', 'queue'], 2, 'npm install bullmq ioredis')
  expect([...small, '--bucket', 's3://studies/x', '--out', 'bucket'], 2, 'npm install aws4fetch')
  expect(['shard', 's3://studies/x/manifest.json', '0'], 2, 'npm install aws4fetch')
  for (const name of ['queue', 'bucket'])
    if (existsSync(join(place, name, '.running'))) throw new Error(`expected no process to hold ${name}`)
  expect(['simulat'], 2, 'Did you mean "simulate"?')
  expect(['simulate', 'baselin'], 2, 'baseline')
}

/**
 * The example project: type-checked, passing, and failing with a story and a case file for a false invariant.
 */
function checkExample(tarball) {
  const example = join(place, 'example')
  cpSync(join(root, 'examples/lockstep-suite'), example, { recursive: true })
  const manifest = JSON.parse(readFileSync(join(example, 'package.json'), 'utf8'))
  manifest.devDependencies['amt-lab'] = `file:${tarball}`
  // Threads of a study load a lab in TypeScript by its project's tsx.
  const ownStudy = JSON.parse(readFileSync(join(root, 'examples/own-study/package.json'), 'utf8'))
  manifest.devDependencies.tsx = ownStudy.dependencies.tsx
  writeFileSync(join(example, 'package.json'), JSON.stringify(manifest))
  run(example, 'npm', 'install', '--no-audit', '--no-fund', '--prefer-offline')
  const checked = ['--noEmit', '--strict', '--module', 'NodeNext', '--target', 'ES2023', '--skipLibCheck']
  const files = ['test/liquidity.test.ts']
  run(example, process.execPath, join(typescript, 'bin/tsc'), ...checked, ...files)
  const suite = () => {
    const program = join(example, 'node_modules/vitest/vitest.mjs')
    const { stdout, stderr } = spawnSync(process.execPath, [program, 'run', '--reporter=json'], {
      cwd: example,
      encoding: 'utf8',
    })
    if (!stdout.includes('{')) throw new Error(`expected vitest's results in JSON, got\n${stdout}${stderr}`)
    return JSON.parse(stdout.slice(stdout.indexOf('{')))
  }
  const passed = suite()
  if (passed.numPassedTests !== 2 || passed.numFailedTests !== 0)
    throw new Error(`expected the example's 2 tests to pass, got ${JSON.stringify(passed)}`)
  const own = readFileSync(join(example, 'test/liquidity.test.ts'), 'utf8')
  const falsified = own.replace(" + amountOf(observed, 'pair', 'locker')", '')
  if (falsified === own) throw new Error('expected the locker in the example, to forget it')
  writeFileSync(join(example, 'test/liquidity.test.ts'), falsified)
  const failed = suite()
  const message = failed.testResults[0].assertionResults.find(({ status }) => status === 'failed')
    ?.failureMessages[0]
  const [file] = /\S+trace\.itf\.json/.exec(message ?? '') ?? []
  if (failed.numFailedTests !== 1 || !/^\s*1\. /m.test(message) || !existsSync(file))
    throw new Error(`expected a story and a case file for a false invariant, got ${JSON.stringify(failed)}`)
  for (const name of ['lab.ts', 'saver.ts'])
    cpSync(join(root, 'examples/own-study', name), join(example, 'own-study', name))
  const sources = ['own-study/lab.ts', 'own-study/saver.ts']
  run(
    example,
    process.execPath,
    join(typescript, 'bin/tsc'),
    ...checked,
    '--allowImportingTsExtensions',
    ...sources,
  )
  const tsx = pathToFileURL(createRequire(join(example, 'own-study/lab.ts')).resolve('tsx')).href
  const study = ['study', 'saver', '--runs', '2', '--days', '30', '--workers', '1', '--sweep', 'weeks=2,4']
  run(example, process.execPath, '--import', tsx, 'own-study/lab.ts', ...study)
  console.log('examples/own-study: its scenario is studied')
  console.log(`examples/lockstep-suite: 2 tests pass; a false invariant fails with\n${indented(message)}`)
}

/**
 * TypeScript blocks of a page that import the package, each with its output: the next block without a
 * language.
 */
function programsOf(page) {
  const text = readFileSync(join(root, page), 'utf8')
  return [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)]
    .filter(([, code]) => /from 'amt-lab['/]/.test(code) && !/from 'amt-lab\/vitest'/.test(code))
    .map(({ 0: block, 1: code, index: at }, index) => {
      const name = `${basename(page, '.md')}-${index + 1}`
      const [, prints] =
        /^(?:(?!```)[^\n]*\n)*?```\n([\s\S]*?)^```$/m.exec(text.slice(at + block.length + 1)) ?? []
      if (prints === undefined) throw new Error(`expected ${page} to say what ${name} prints`)
      return { name, from: page, text: code, prints }
    })
}

/**
 * Whether an output matches the page: `…` stands for some text within a line, and alone in a line for any
 * lines.
 */
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
