/**
 * The tutorial's commands run as a reader would type them, in an empty directory.
 *
 * Not here: `npm ci`. Step 8 runs in a copy of the sources, whose contract is edited as the reader edits it.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { projectRoot } from '../../src/evm/compile/root.ts'

const tutorial = readFileSync(join(projectRoot, 'docs/tutorial.md'), 'utf8')
const commands = blocks(tutorial, 'sh').flatMap((block) => block.trim().split('\n'))

const BY_HAND = [
  'npm ci',
  'npm run lockstep -- --runs 200',
  'cat out/lockstep/failure/story.txt',
  'git checkout contracts/BurnVault.sol',
]

function blocks(text: string, language: string): readonly string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    ([, code]) => code!,
  )
}

const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href

/** What Node is given for `npm run …` or `npx tsx …`. */
function scriptOf(command: string): readonly string[] {
  const { scripts } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>
  }
  const [, name, ...argv] =
    /^npm run (\S+) -- (.*)$/
      .exec(command)
      ?.flatMap((part, index) => (index === 2 ? part.split(' ') : [part])) ?? []
  const [program, file, ...more] = (name === undefined ? command.replace('npx ', '') : scripts[name]!).split(
    ' ',
  )
  expect(['node', 'tsx']).toContain(program)
  const loader = program === 'tsx' ? ['--import', TSX] : []
  return [...loader, join(projectRoot, file!), ...more, ...argv]
}

describe('the tutorial', () => {
  let place: string
  beforeAll(() => {
    place = mkdtempSync(join(tmpdir(), 'amt-lab-tutorial-'))
    cpSync(join(projectRoot, 'docs/examples'), join(place, 'docs/examples'), { recursive: true })
  })
  afterAll(() => rmSync(place, { recursive: true, force: true }))

  const ran = new Map<string, string>()

  test.each(commands.filter((command) => !BY_HAND.includes(command)))('%s', (command) => {
    const out = execFileSync(process.execPath, scriptOf(command), {
      cwd: place,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    expect(out).not.toContain('BROKEN')
    ran.set(command, out)
  })

  const saying = (option: string): string => [...ran].find(([command]) => command.includes(option))![1]

  test('states the growth of the floor that the runs print', () => {
    const growth = (text: string): string =>
      Number(/Growth of the floor +([\d.]+)/.exec(text)![1]!).toFixed(0)
    const said = /The floor grew by (\d+)%[\s\S]*The floor grows by (\d+)%/.exec(tutorial)!.slice(1)
    const plain = ran.get('npm run simulate -- baseline --days 90')!
    expect(said).toEqual([growth(plain), growth(saying('vaultShare=60 --out'))])
  })

  test('verifies without a divergence', () => {
    expect(saying('--verify')).toMatch(/0 divergences/)
    expect(saying('whale.ts')).toContain('divergences from the contracts: 0 in')
  })

  test('has no command beyond those that run here, except the ones listed', () => {
    expect(commands.filter((command) => BY_HAND.includes(command))).toEqual(BY_HAND)
  })

  test('finds the mistake of step 8, and tells the story that it shows', () => {
    const copy = join(place, 'copy')
    for (const name of ['src', 'scripts', 'contracts', 'corpus', 'package.json', 'tsconfig.json'])
      cpSync(join(projectRoot, name), join(copy, name), { recursive: true })
    cpSync(join(projectRoot, 'tsconfig.build.json'), join(copy, 'tsconfig.build.json'))
    symlinkSync(join(projectRoot, 'node_modules'), join(copy, 'node_modules'))
    const contract = join(copy, 'contracts/BurnVault.sol')
    const diff = blocks(tutorial, 'diff').at(-1)
    const [before, after] = [/^-(.*)$/m, /^\+(.*)$/m].map((line) => line.exec(diff!)![1]!)
    writeFileSync(contract, readFileSync(contract, 'utf8').replace(before!, after!))
    const { status } = spawnSync(process.execPath, ['scripts/start.mjs', 'lockstep', '--runs', '200'], {
      cwd: copy,
      stdio: 'ignore',
    })
    expect(status).toBe(1)
    const story = readFileSync(join(copy, 'out/lockstep/failure/story.txt'), 'utf8')
    const shown = blocks(tutorial, '').find((block) => block.includes('model: done'))!
    expect(story).toContain(shown)
  }, 400_000)

  test('edits a line that the contract has exactly once', () => {
    const diff = blocks(tutorial, 'diff').at(-1)
    const line = /^-(.*)$/m.exec(diff!)![1]!
    const contract = readFileSync(join(projectRoot, 'contracts/BurnVault.sol'), 'utf8')
    expect(contract.split(line)).toHaveLength(2)
  })
})

describe('the example of a scenario', () => {
  const example = readFileSync(join(projectRoot, 'docs/examples/whale.ts'), 'utf8')

  test('is the program of the library’s page, with the package’s entries as imports', () => {
    const page = readFileSync(join(projectRoot, 'docs/how-to/use-as-a-library.md'), 'utf8')
    expect(blocks(page, 'ts')[0]).toBe(
      example
        .replaceAll(/'\.\.\/\.\.\/src\/(\w+)\/index\.ts'/g, `'amt-lab/$1'`)
        .replaceAll(`'../../src/index.ts'`, `'amt-lab'`),
    )
  })

  test('has the agent that the tutorial shows', () => {
    expect(example).toContain(blocks(tutorial, 'ts')[0]!)
  })

  test('becomes that of step 7 by its edits, each of which has one place', () => {
    const lines = (diff: string, signs: string): string =>
      diff
        .split('\n')
        .filter((line) => line !== '' && signs.includes(line[0]!))
        .map((line) => line.slice(1))
        .join('\n')
    const edited = blocks(tutorial, 'diff')
      .slice(0, -1)
      .reduce((text, diff) => {
        const parts = text.split(lines(diff, ' -'))
        expect(parts, diff).toHaveLength(2)
        return parts.join(lines(diff, ' +'))
      }, example)
    expect(edited).toBe(readFileSync(join(projectRoot, 'docs/examples/patient-whale.ts'), 'utf8'))
  })

  test('says which action breaks the invariant of step 7 where its limit is too low', () => {
    const mine = readFileSync(join(projectRoot, 'docs/examples/patient-whale.ts'), 'utf8')
    const place = mkdtempSync(join(tmpdir(), 'amt-lab-tutorial-'))
    onTestFinished(() => rmSync(place, { recursive: true, force: true }))
    const file = join(place, 'mine.mts')
    const src = pathToFileURL(join(projectRoot, 'src')).href
    writeFileSync(
      file,
      mine.replace(`held > amt('5000000')`, `held > amt('4000000')`).replaceAll('../../src', src),
    )
    const out = execFileSync(process.execPath, ['--import', TSX, file], { cwd: place, encoding: 'utf8' })
    const said = /(broken invariants: 1)[\s\S]*?`(First on day[^`]*)`/.exec(tutorial)!
    expect(out).toContain(said[1]!)
    expect(readFileSync(join(place, 'out/mine/report.html'), 'utf8')).toContain(
      said[2]!.replaceAll('\n', ' '),
    )
  }, 60_000)
})
