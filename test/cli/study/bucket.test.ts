/** Shards in an S3-compatible bucket. */
import { connect } from 'node:net'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { shard } from '../../../src/cli/commands/shard.ts'
import { accessOf, readAddress } from '../../../src/cli/study/bucket/address.ts'
import { openBucket } from '../../../src/cli/study/bucket/bucket.ts'
import { directory, run, type CommandOutput } from '../harness.ts'
import { command, LAB } from './ask.ts'
import { lab } from './lab.ts'
import { flipped, STUDY, study } from './shards.ts'
import { ACCESS, S3Server } from './s3-server.ts'

const PLACE = 's3://studies/big'
const NONE = ['--executor', 'none', '--bucket', PLACE]
const compute = (index: string, file = `${PLACE}/manifest.json`): Promise<CommandOutput> =>
  run(shard(lab, LAB), [file, index], { cwd: directory() })

let server: S3Server
const use = (changed: Record<string, string> = {}): void => {
  for (const [name, value] of Object.entries({ ...server.environment, ...changed })) vi.stubEnv(name, value)
}
beforeEach(async () => {
  server = await S3Server.start()
  use()
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await server.stop()
})

/** A study in the bucket, some of whose shards were computed. */
async function computed(...indices: string[]): Promise<void> {
  expect(await study(directory(), ...NONE)).toMatchObject({ code: 0, err: '' })
  for (const index of indices) expect(await compute(index)).toMatchObject({ code: 0, err: '' })
}

/** Nothing that was said or stored has a secret. */
function mustBeSilent(...outputs: readonly CommandOutput[]): void {
  const said = outputs.map(({ out, err }) => out + err).join('')
  const stored = [...server.objects.values()].map((bytes) => bytes.toString('latin1')).join('')
  for (const secret of Object.values(ACCESS)) expect(said + stored).not.toContain(secret)
}

test('shards of a bucket combine to what one process prints, and are its bytes', async () => {
  await computed('5', '4', '3', '2', '1', '0')
  expect((await compute('1')).out).toMatch(/^Already there: .* s3:\/\/studies\/big\/shards\/p0-/)
  const [cwd, alone] = [directory(), directory()]
  const combined = await study(cwd, '--bucket', PLACE)
  expect(combined.out).toBe((await study(alone)).out)
  const names = readdirSync(join(alone, 'study/shards'))
  expect(names).toHaveLength(12)
  for (const name of names)
    expect(server.objects.get(`big/shards/${name}`)).toEqual(readFileSync(join(alone, 'study/shards', name)))
  mustBeSilent(combined)
})

test('what is in the bucket is not computed again, and keeps its number', async () => {
  await computed('4')
  const words = STUDY.map((word) => (word === '3' ? '2' : word))
  const { out } = await run(command, [...words, ...NONE], { cwd: directory() })
  expect(JSON.parse(out)).toEqual({ manifest: `${PLACE}/manifest.json`, shards: 6, missing: [0, 1, 2, 3, 5] })
})

const ROWS = 'big/shards/p0-0000000-0000002.parquet'
const DAYS = ROWS.replace('parquet', 'days')

test.each([
  ['bit of the rows', ROWS, /p0-0000000-0000002.parquet, which is damaged/],
  ['bit of the days', DAYS, /p0-0000000-0000002.days, which is damaged/],
])('a changed %s is noticed', async (_, name, message) => {
  await computed('0', '1')
  const bytes = server.objects.get(name)!
  server.objects.set(name, flipped(bytes, bytes.length >> 1))
  const { code, err } = await study(directory(), '--bucket', PLACE)
  expect([code, err]).toEqual([2, expect.stringMatching(message)])
  expect(err).toContain(`Remove s3://studies/${ROWS} and run the same command`)
})

test('a shard without its days is named, and days without rows are not taken', async () => {
  await computed('0')
  const days = server.objects.get(DAYS)!
  server.objects.delete(DAYS)
  expect((await study(directory(), '--bucket', PLACE)).err).toContain(
    `s3://studies/${DAYS}, which is missing`,
  )
  // An uploader that died between the two.
  server.objects.set(DAYS, days)
  server.objects.delete(ROWS)
  expect(JSON.parse((await study(directory(), ...NONE)).out)).toMatchObject({ missing: [0, 1, 2, 3, 4, 5] })
})

test('an upload that ends early leaves no object', async () => {
  const { AWS_ENDPOINT_URL: url } = server.environment
  const socket = connect(Number(new URL(url!).port), '127.0.0.1')
  const head = `PUT /studies/${ROWS} HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n`
  await new Promise<void>((done) => socket.write(`${head}PAR1`, () => done()))
  socket.destroy()
  const bucket = await openBucket(PLACE)
  expect(await bucket.get('shards/p0-0000000-0000002.parquet')).toBe(undefined)
})

test('a busy server is asked again', async () => {
  server.busy = 2
  await computed()
  expect([...server.objects.keys()]).toEqual(['big/manifest.json'])
})

test.each([
  ['AWS_SECRET_ACCESS_KEY', 'wrong', /status 403 \(SignatureDoesNotMatch\)/],
  ['AWS_ACCESS_KEY_ID', 'wrong', /status 403 \(InvalidAccessKeyId\)/],
  ['AWS_SESSION_TOKEN', 'wrong', /status 403 \(InvalidToken\)/],
  ['AWS_SECRET_ACCESS_KEY', '', /credentials .* got only one of them/],
  ['AWS_ENDPOINT_URL', `http://me:${ACCESS.secret}@127.0.0.1`, /a URL like https:/],
])('%s=%s is an error without secrets, and nothing is stored', async (name, value, message) => {
  use({ [name]: value })
  const output = await study(directory(), ...NONE)
  expect([output.code, output.err]).toEqual([2, expect.stringMatching(message)])
  expect(server.objects.size).toBe(0)
  mustBeSilent(output)
})

test('a server that has gone away leaves the study to be resumed', async () => {
  await computed('0')
  const { AWS_ENDPOINT_URL: url } = server.environment
  await server.stop()
  const cwd = directory()
  const { code, err } = await study(cwd, '--bucket', PLACE)
  expect([code, err]).toEqual([2, expect.stringContaining(`s3://studies/big at ${url}; got ECONNREFUSED`)])
  expect(readdirSync(cwd)).toEqual([])
  server = await S3Server.start()
})

test.each([
  ['threads', []],
  ['none', ['--executor', 'none']],
])('a study that computes nothing leaves nothing, with the executor %s', async (_executor, words) => {
  const cwd = directory()
  const { code, err } = await study(cwd, '--bucket', 's3://elsewhere/big', ...words)
  expect([code, err]).toEqual([2, expect.stringMatching(/^expected the bucket "elsewhere" at http:.*NoSuch/)])
  expect(err).not.toContain('kept')
  expect(readdirSync(cwd)).toEqual([])
})

test('another study in the bucket is left alone', async () => {
  await computed()
  const before = server.objects.get('big/manifest.json')
  const { code, err } = await study(directory(), ...NONE, '--seed', '2')
  expect([code, err]).toEqual([
    2,
    expect.stringContaining('expected the study in s3://studies/big; got another'),
  ])
  expect([...server.objects.values()]).toEqual([before])
})

test.each([
  ['s3://studies/none/manifest.json', /the manifest.json of a study in s3:\/\/studies\/none; got none/],
  ['s3://elsewhere/big/manifest.json', /the bucket "elsewhere" at http:.*\nCreate it/],
  ['s3://studies/big', /got "s3:\/\/studies\/big".\nWrite s3:\/\/studies\/big\/manifest.json\./],
])('the manifest of a shard is %s', async (file, message) => {
  const { code, err } = await compute('0', file)
  expect([code, err]).toEqual([2, expect.stringMatching(message)])
})

test.each(['s3://', 's3://A', 's3://studies/../x', 's3://studies//x', 's3://studies/a b', 'https://studies'])(
  'the address %s is rejected',
  (text) => expect(() => readAddress(text)).toThrow('expected an address s3://BUCKET/PREFIX'),
)

test('an address with credentials is not repeated; without an endpoint it is that of AWS', () => {
  expect(() => readAddress('s3://key:secret@studies/x')).toThrow(/^(?!.*secret@)/s)
  expect(readAddress('s3://studies/a/b/')).toEqual({ bucket: 'studies', prefix: 'a/b' })
  const given = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', AWS_DEFAULT_REGION: 'eu-west-3' }
  expect(accessOf(given)).toMatchObject({
    endpoint: 'https://s3.eu-west-3.amazonaws.com',
    region: 'eu-west-3',
  })
})
