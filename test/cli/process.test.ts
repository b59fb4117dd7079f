/**
 * The command as a process: streams, exit codes and closed pipes.
 */
import { spawn, spawnSync } from 'node:child_process'
import { closeSync, existsSync, openSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { directory, type CommandOutput } from './harness.ts'

const root = join(import.meta.dirname, '..', '..')

/** Runs `npm run --silent simulate -- …argv`. With `closed`, its stdout is closed at once. */
function npmRun(
  argv: readonly string[],
  closed = false,
  separator: readonly string[] = ['--'],
): Promise<CommandOutput> {
  return new Promise((done, fail) => {
    const child = spawn('npm', ['run', '--silent', 'simulate', ...separator, ...argv], { cwd: root })
    let [out, err] = ['', '']
    if (closed) child.stdout.destroy()
    else child.stdout.on('data', (text: Buffer) => (out += text.toString()))
    child.stderr.on('data', (text: Buffer) => (err += text.toString()))
    child.on('error', fail)
    child.on('close', (code) => done({ code: code ?? -1, out, err }))
  })
}

const withoutNpm = (err: string): string => err.replaceAll(/^npm warn .*\n/gm, '')

test('npm run simulate -- --json prints one JSON object on stdout, nothing on stderr, and exits 0', async () => {
  const out = join(directory(), 'report')
  const output = await npmRun(['baseline', '--days', '1', '--seed', '3', '--json', '--out', out])
  expect(JSON.parse(output.out)).toMatchObject({ scenario: 'baseline', seed: '3', days: 1 })
  expect(withoutNpm(output.err)).toBe('')
  expect(output.code).toBe(0)
  expect(existsSync(join(out, 'report.html'))).toBe(true)
})

test('wrong input prints one message on stderr, nothing on stdout, and exits 2', async () => {
  const output = await npmRun(['bassline', '--json'])
  expect(withoutNpm(output.err)).toMatch(
    /^simulate: expected the name of a scenario.*\n {10}Did you mean "baseline"\? See --list\.\n$/,
  )
  expect(output.out).toBe('')
  expect(output.code).toBe(2)
})

test.each(['--verify', '--json'])('%s before the "--" is noticed: npm took it', async (option) => {
  const output = await npmRun([option], false, [])
  expect(withoutNpm(output.err)).toBe(
    `simulate: expected options after "--"; got ${option}, which npm took for itself.\n` +
      `          Run: npm run simulate -- ${option}\n`,
  )
  // With its own --json npm prints the failure on stdout.
  expect(output.out).not.toContain('baseline')
  expect(output.code).toBe(2)
})

test('a closed stdout changes neither the report nor the exit code', async () => {
  const out = join(directory(), 'report')
  const output = await npmRun(['--days', '1', '--out', out], true)
  expect(withoutNpm(output.err)).toBe('')
  expect(output.code).toBe(0)
  expect(JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'))).toMatchObject({ days: 1 })
})

/** Runs `simulate` without npm, with these streams. */
const runWith = (argv: readonly string[], stdio: readonly ('pipe' | number)[]) =>
  spawnSync(process.execPath, ['scripts/start.mjs', 'simulate', ...argv], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', ...stdio],
  })

test.skipIf(!existsSync('/dev/full'))('a full device is named, and is not a broken invariant', () => {
  const full = openSync('/dev/full', 'w')
  try {
    const { status, stderr } = runWith(['--list'], [full, 'pipe'])
    expect(stderr).toBe(
      'simulate: expected to write the output; got no space is left on the device (ENOSPC).\n' +
        'Files of results are complete. Make room, or send the output elsewhere, and run the command ' +
        'again.\n',
    )
    expect(status).toBe(4)
    expect(runWith(['--list'], [full, full]).status).toBe(4)
    expect(runWith(['bassline'], ['pipe', full]).status).toBe(2)
  } finally {
    closeSync(full)
  }
})

test('--quiet prints nothing but errors, and with --json the object', async () => {
  const out = join(directory(), 'report')
  const argv = ['baseline', '--days', '1', '--paths', '0', '--out', out]
  const silent = await npmRun([...argv, '--quiet'])
  expect([silent.code, silent.out, withoutNpm(silent.err)]).toEqual([0, '', ''])
  expect(existsSync(join(out, 'report.html'))).toBe(true)
  const data = await npmRun([...argv, '--quiet', '--json'])
  expect(JSON.parse(data.out)).toMatchObject({ scenario: 'baseline' })
  const wrong = await npmRun(['bassline', '--quiet'])
  expect([wrong.code, wrong.out]).toEqual([2, ''])
  expect(withoutNpm(wrong.err)).toContain('Did you mean "baseline"?')
})

test('no command writes a colour, whatever NO_COLOR says', async () => {
  const out = join(directory(), 'report')
  const { out: text, err } = await npmRun(['baseline', '--days', '2', '--paths', '2', '--out', out])
  // eslint-disable-next-line no-control-regex
  expect(`${text}${withoutNpm(err)}`).not.toMatch(/\u001B/)
})

test('Ctrl-C ends a run with 130 in a shell, and leaves earlier results and nothing half-written', async () => {
  const place = directory()
  const out = join(place, 'report')
  await npmRun(['baseline', '--days', '1', '--paths', '0', '--out', out, '--quiet'])
  const before = readFileSync(join(out, 'manifest.json'), 'utf8')
  const script = `node scripts/start.mjs simulate baseline --days 20000 --paths 0 --out ${out} & pid=$!; sleep 2; kill -INT $pid; wait $pid; echo "code $?"`
  // A background job of a shell ignores SIGINT, unless the shell controls jobs.
  const { stdout } = spawnSync('bash', ['-c', `set -m; ${script}`], { cwd: root, encoding: 'utf8' })
  expect(stdout).toContain('code 130')
  expect(readFileSync(join(out, 'manifest.json'), 'utf8')).toBe(before)
  expect(readdirSync(place)).toEqual(['report'])
}, 60_000)
