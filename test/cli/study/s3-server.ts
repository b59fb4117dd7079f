/**
 * A small S3-compatible server on loopback, which checks signatures of version 4 by itself (AWS, Signature
 * Version 4 signing process), and takes an upload only when all of its bytes came.
 */
import { createHash, createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export const ACCESS = { key: 'AKIAEXAMPLE', secret: 'wJalrXUtnFEMI/K7MDENG', token: 'session+token/=' }

export class S3Server {
  readonly objects = new Map<string, Buffer>()
  /** Answers with this status instead of serving, for so many requests. */
  busy = 0
  /** Most keys of one page of a list. */
  page = 2
  private readonly server: Server

  private constructor() {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const [status, body] = this.answer(request, Buffer.concat(chunks))
        response.writeHead(status, { 'content-length': body.length }).end(body)
      })
    })
  }

  static async start(): Promise<S3Server> {
    const started = new S3Server()
    await new Promise<void>((resolve) => started.server.listen(0, '127.0.0.1', resolve))
    return started
  }

  /** The variables that lead to it. */
  get environment(): Record<string, string> {
    return {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`,
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: ACCESS.key,
      AWS_SECRET_ACCESS_KEY: ACCESS.secret,
      AWS_SESSION_TOKEN: ACCESS.token,
    }
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }

  private answer(request: IncomingMessage, body: Buffer): [number, Buffer] {
    if (this.busy > 0) {
      this.busy--
      return [503, failure('SlowDown')]
    }
    const refused = wrongIn(request, body)
    if (refused !== undefined) return [403, failure(refused)]
    const url = new URL(request.url!, 'http://x')
    const [, bucket, key] = /^\/([^/]+)\/?(.*)$/.exec(decodeURIComponent(url.pathname))!
    if (bucket !== 'studies') return [404, failure('NoSuchBucket')]
    if (request.method === 'PUT') {
      this.objects.set(key!, body)
      return [200, Buffer.alloc(0)]
    }
    if (key === '') return [200, this.list(url.searchParams)]
    const found = this.objects.get(key!)
    if (found === undefined) return [404, request.method === 'HEAD' ? Buffer.alloc(0) : failure('NoSuchKey')]
    return [200, found]
  }

  private list(query: URLSearchParams): Buffer {
    const keys = [...this.objects.keys()].filter((key) => key.startsWith(query.get('prefix')!)).toSorted()
    const from = Number(query.get('continuation-token') ?? 0)
    const next = from + this.page
    const more = next < keys.length ? `<NextContinuationToken>${next}</NextContinuationToken>` : ''
    const contents = keys.slice(from, next).map((key) => `<Contents><Key>${key}</Key></Contents>`)
    return Buffer.from(`<ListBucketResult>${contents.join('')}${more}</ListBucketResult>`)
  }
}

/** As of servers that repeat what was signed. */
const failure = (code: string): Buffer =>
  Buffer.from(`<Error><Code>${code}</Code><AWSAccessKeyId>${ACCESS.key}</AWSAccessKeyId></Error>`)

const hex = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex')
const hmac = (key: Buffer | string, text: string): Buffer => createHmac('sha256', key).update(text).digest()

/** The code of what is wrong with a request's signature, bytes or token. */
function wrongIn({ headers, method, url }: IncomingMessage, body: Buffer): string | undefined {
  const [, key, day, region, names, given] =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([\w-]+)\/s3\/aws4_request, ?SignedHeaders=([\w;-]+), ?Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? '',
    ) ?? []
  if (key !== ACCESS.key) return 'InvalidAccessKeyId'
  if (headers['x-amz-security-token'] !== ACCESS.token) return 'InvalidToken'
  const digest = headers['x-amz-content-sha256'] as string
  if (digest !== hex(body)) return 'XAmzContentSHA256Mismatch'
  const signed = names!.split(';')
  if (!['host', 'x-amz-content-sha256', 'x-amz-date'].every((name) => signed.includes(name)))
    return 'AccessDenied'
  const { pathname, searchParams } = new URL(url!, 'http://x')
  const query = [...searchParams]
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .toSorted()
    .join('&')
  const canonical = [
    method,
    pathname,
    query,
    ...signed.map((name) => `${name}:${String(headers[name]).trim()}`),
    '',
    names,
    digest,
  ].join('\n')
  const scope = `${day}/${region}/s3/aws4_request`
  const text = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, hex(canonical)].join('\n')
  const signing = [region!, 's3', 'aws4_request'].reduce(hmac, hmac(`AWS4${ACCESS.secret}`, day!))
  return hmac(signing, text).toString('hex') === given ? undefined : 'SignatureDoesNotMatch'
}
