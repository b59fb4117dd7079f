/**
 * The examples for schedulers, as far as they can be tested without one: the Job against the types of
 * Kubernetes' API, the files and commands of the Dockerfile, and the script of the array as a shell script.
 * `.ci/run` installs the types; without them their tests are skipped.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'
import { study } from '../../src/cli/commands/study.ts'
import { lab } from '../../src/cli/lab.ts'
import { projectRoot } from '../../src/evm/compile/root.ts'
import { directory, run } from '../cli/harness.ts'

const FOLDER = join(projectRoot, 'examples/schedulers')
const TYPES = join(projectRoot, '.ci/kubernetes/node_modules')
const hasTypes = existsSync(join(TYPES, 'kubernetes-models'))
if (!hasTypes) console.log('Skipped: types of Kubernetes; kubernetes-models is not in .ci/kubernetes.')

const read = (name: string): string => readFileSync(join(FOLDER, name), 'utf8')
const LAB = new URL('../../src/cli/lab.ts', import.meta.url).href
const text = read('kubernetes-job.yaml')

interface Job {
  readonly spec: {
    completions: number
    readonly template: { readonly spec: PodSpec }
  }
}
interface PodSpec {
  readonly containers: readonly {
    readonly args: readonly string[]
    readonly env: readonly {
      readonly name: string
      readonly valueFrom: { readonly fieldRef: { readonly fieldPath: string } }
    }[]
    readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[]
  }[]
  readonly volumes: readonly { readonly name: string }[]
}
const job = parse(text) as Job

const partAt = (whole: unknown, path: readonly string[]): Record<string, unknown> =>
  path.reduce((part, key) => part[key] as Record<string, unknown>, whole as Record<string, unknown>)

/** Copies of a document, each with one of its keys misspelt, by the path of the key. */
function misspelt(whole: unknown): ReadonlyMap<string, unknown> {
  const copies = new Map<string, unknown>()
  const visit = (part: unknown, path: readonly string[]): void => {
    if (typeof part !== 'object' || part === null) return
    for (const [key, value] of Object.entries(part)) {
      // Names of resources are free.
      if (!Array.isArray(part) && !['requests', 'limits'].includes(path.at(-1) ?? '')) {
        const copy = structuredClone(whole)
        const parent = partAt(copy, path)
        delete parent[key]
        parent[`${key}s`] = value
        copies.set([...path, key].join('.'), copy)
      }
      visit(value, [...path, key])
    }
  }
  visit(whole, [])
  return copies
}

/** Which of the documents TypeScript does not take as a Job of batch/v1, by their numbers. */
function rejected(documents: readonly unknown[]): ReadonlySet<number> {
  const place = mkdtempSync(join(tmpdir(), 'amt-lab-kubernetes-'))
  onTestFinished(() => rmSync(place, { recursive: true, force: true }))
  symlinkSync(TYPES, join(place, 'node_modules'))
  const lines = documents.map((each, index) => `export const j${index}: IJob = ${JSON.stringify(each)}`)
  const head = `import type { IJob } from 'kubernetes-models/batch/v1/Job'`
  writeFileSync(join(place, 'jobs.ts'), `${[head, ...lines].join('\n')}\n`)
  const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc')
  const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', '--types', '']
  const { stdout } = spawnSync(process.execPath, [tsc, ...options, 'jobs.ts'], {
    cwd: place,
    encoding: 'utf8',
  })
  const found = [...stdout.matchAll(/^(.*?)\((\d+),\d+\): error/gm)]
  expect(found.filter(([, file]) => file !== 'jobs.ts')).toEqual([])
  return new Set(found.map(([, , line]) => Number(line) - 2))
}

describe('the Job of Kubernetes', () => {
  test.skipIf(!hasTypes)('has fields, types and values of batch/v1, and no misspelt one would pass', () => {
    const wrong = misspelt(job)
    const values = ['spec.completionMode', 'spec.template.spec.restartPolicy']
    const other = values.map((path) => {
      const copy: unknown = structuredClone(job)
      const keys = path.split('.')
      partAt(copy, keys.slice(0, -1))[keys.at(-1)!] = 'Sometimes'
      return copy
    })
    const found = rejected([job, ...wrong.values(), ...other])
    expect(found.has(0)).toBe(false)
    const passing = [...wrong.keys(), ...values].filter((_, index) => !found.has(index + 1))
    expect(wrong.size).toBeGreaterThan(25)
    expect(passing).toEqual([])
  })

  test('computes the shard of its index, in a volume that is there', () => {
    const { containers, volumes } = job.spec.template.spec
    const [{ args, env, volumeMounts }] = containers as [PodSpec['containers'][number]]
    expect(existsSync(join(projectRoot, 'src/cli', `${args[0]}.ts`))).toBe(true)
    expect(args[1]).toMatch(new RegExp(`^${volumeMounts[0]!.mountPath}/.*/manifest\\.json$`))
    expect(args[2]).toBe(`$(${env[0]!.name})`)
    expect(env[0]!.valueFrom.fieldRef.fieldPath).toBe(
      "metadata.annotations['batch.kubernetes.io/job-completion-index']",
    )
    expect(volumeMounts.map(({ name }) => name)).toEqual(volumes.map(({ name }) => name))
  })

  test('has as many completions as its study has shards', async () => {
    const command = /npm run study -- ([^.]*?--executor none)/.exec(text.replaceAll(/\n# ?/g, ' '))![1]!
    const argv = [...command.replace('/studies/big', 'big').split(' '), '--json']
    const { code, out } = await run(study(lab, LAB), argv, { cwd: directory() })
    expect([code, JSON.parse(out)]).toMatchObject([0, { shards: job.spec.completions }])
  })
})

describe('the Dockerfile', () => {
  const lines = read('Dockerfile')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
  const instruction = (name: string): string =>
    lines.find((line) => line.startsWith(`${name} `))!.slice(name.length + 1)

  test('has a Node.js that the package takes', () => {
    const { engines } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
      readonly engines: { readonly node: string }
    }
    const [, least] = /^>=(\d+)\.\d+$/.exec(engines.node)!
    const [, major] = /^node:(\d+)-/.exec(instruction('FROM'))!
    // A later major version than the least one, whose minor version may not do.
    expect(Number(major)).toBeGreaterThan(Number(least))
  })

  test('copies what its commands need, and nothing that was built', () => {
    expect(instruction('COPY')).toBe('. .')
    const ignored = read('Dockerfile.dockerignore').split('\n').filter(Boolean)
    expect(ignored).toEqual(expect.arrayContaining(['node_modules', 'out', 'dist']))
    const needed = ['package.json', 'package-lock.json', 'src', 'contracts', 'scripts', 'tsconfig.build.json']
    for (const file of needed) {
      expect(existsSync(join(projectRoot, file)), file).toBe(true)
      expect(ignored).not.toContain(file)
    }
  })

  test('starts the command that it names', () => {
    const [program, ...argv] = JSON.parse(instruction('ENTRYPOINT')) as string[]
    expect(program).toBe('node')
    const shown = execFileSync(process.execPath, [...argv, ...(JSON.parse(instruction('CMD')) as string[])], {
      cwd: projectRoot,
      encoding: 'utf8',
    })
    expect(shown).toContain('--executor NAME')
    expect(instruction('RUN')).toMatch(/^npm ci /)
  })
})

test('the script of a Slurm array computes the shard of its task', async () => {
  const cwd = directory()
  const argv = 'baseline --runs 4 --days 2 --shard-size 2 --executor none --json --out big'.split(' ')
  const { out } = await run(study(lab, LAB), argv, { cwd })
  const { manifest } = JSON.parse(out) as { readonly manifest: string }
  const printed = execFileSync('bash', [join(FOLDER, 'study.sbatch'), manifest], {
    cwd: projectRoot,
    env: { ...process.env, SLURM_ARRAY_TASK_ID: '1' },
    encoding: 'utf8',
  })
  expect(printed).toMatch(/^Written: shard 1, 2 paths: .*p0-0000002-0000003\.parquet\n$/)
  expect(existsSync(join(dirname(manifest), 'shards/p0-0000002-0000003.parquet'))).toBe(true)
})
