/**
 * Bucket: objects under one prefix of an S3-compatible store, by the package `aws4fetch`, which is optional.
 *
 * An upload is signed with the digest of its bytes, so the server keeps all of them or none. Objects are
 * addressed by path, `ENDPOINT/BUCKET/KEY`, which every such server understands.
 */
import type * as Aws4Fetch from 'aws4fetch'
import { sha256 } from '../../../report/hash.ts'
import { WrongInput } from '../../wrong-input.ts'
import { accessOf, readAddress, shownAddress, type Address, type Environment } from './address.ts'

/** Attempts after a failed one: servers answer 500 or 503 when they are busy. */
const RETRIES = 3
/** Milliseconds until a server counts as one that does not answer. */
const PATIENCE = 120_000

export class Bucket {
  /** The address, as messages name it. */
  readonly shown: string
  private readonly client: Aws4Fetch.AwsClient
  private readonly endpoint: string
  private readonly address: Address

  constructor(client: Aws4Fetch.AwsClient, endpoint: string, address: Address) {
    this.client = client
    this.endpoint = endpoint
    this.address = address
    this.shown = shownAddress(address)
  }

  /**
   * The bytes of an object; undefined if there is none of this name.
   *
   * @throws {BucketFailed} when the server cannot be reached, or does not allow it.
   * @throws {NoBucket} when there is no such bucket.
   */
  async get(name: string): Promise<Uint8Array | undefined> {
    const { status, code, bytes } = await this.ask('GET', this.keyOf(name))
    if (code === NO_BUCKET) throw this.failed(code)
    return status === 404 ? undefined : bytes
  }

  /** Whether there is an object of this name. Throws as {@link get}. */
  async has(name: string): Promise<boolean> {
    return (await this.ask('HEAD', this.keyOf(name))).status !== 404
  }

  /** Stores an object, all of it or nothing. Throws as {@link get}. */
  async put(name: string, bytes: Uint8Array): Promise<void> {
    const { status, code } = await this.ask('PUT', this.keyOf(name), bytes)
    if (status === 404) throw this.failed(code ?? NO_BUCKET)
  }

  /** Names of the objects in a folder, without the folder. Throws as {@link get}. */
  async names(folder: string): Promise<readonly string[]> {
    const prefix = `${this.keyOf(folder)}/`
    const found: string[] = []
    for (let token: string | undefined = ''; token !== undefined;) {
      const query = new URLSearchParams({ 'list-type': '2', prefix })
      if (token !== '') query.set('continuation-token', token)
      const { status, code, bytes } = await this.ask('GET', `?${query.toString()}`)
      if (status === 404) throw this.failed(code ?? NO_BUCKET)
      const text = Buffer.from(bytes).toString('utf8')
      for (const [, key] of text.matchAll(/<Key>([^<]*)<\/Key>/g))
        if (key!.startsWith(prefix)) found.push(key!.slice(prefix.length))
      token = /<NextContinuationToken>([^<]+)</.exec(text)?.[1]
    }
    return found
  }

  private keyOf(name: string): string {
    return this.address.prefix === '' ? name : `${this.address.prefix}/${name}`
  }

  private async ask(method: string, path: string, body?: Uint8Array): Promise<Answer> {
    const url = `${this.endpoint}/${this.address.bucket}${path.startsWith('?') ? '' : '/'}${path}`
    let status: number
    let bytes: Uint8Array
    try {
      const response = await this.client.fetch(url, {
        method,
        headers: { 'X-Amz-Content-Sha256': sha256(body ?? '') },
        signal: AbortSignal.timeout(PATIENCE),
        ...(body === undefined ? {} : { body: body as Uint8Array<ArrayBuffer> }),
      })
      status = response.status
      // A connection that ends early fails here: the length was announced.
      bytes = new Uint8Array(await response.arrayBuffer())
    } catch (error) {
      throw this.failed(causeOf(error))
    }
    // Only the code: the rest of an answer may repeat what was signed.
    const code =
      status < 300 ? undefined : /<Code>(\w{1,64})<\/Code>/.exec(Buffer.from(bytes).toString())?.[1]
    if (status >= 300 && status !== 404)
      throw this.failed(`status ${status}${code === undefined ? '' : ` (${code})`}`)
    return { status, code, bytes }
  }

  private failed(why: string): WrongInput {
    return why === NO_BUCKET
      ? new NoBucket(this.address.bucket, this.endpoint)
      : new BucketFailed(`${this.shown} at ${this.endpoint}`, why)
  }
}

/** The servers' word for a bucket that does not exist. */
const NO_BUCKET = 'NoSuchBucket'

interface Answer {
  readonly status: number
  /** The server's word for an error, such as `NoSuchKey`. */
  readonly code: string | undefined
  readonly bytes: Uint8Array
}

/** A server could not be reached, or did not allow what was asked. */
export class BucketFailed extends WrongInput {
  override readonly name = 'BucketFailed'
  constructor(where: string, why: string) {
    super({
      expected: `to use the bucket ${where}`,
      got: why,
      advice:
        'Check the address, AWS_ENDPOINT_URL, AWS_REGION and the credentials, and run the same command ' +
        'again.',
    })
  }
}

/** The server has no bucket of this name. */
export class NoBucket extends WrongInput {
  override readonly name = 'NoBucket'
  constructor(bucket: string, endpoint: string) {
    super({
      expected: `the bucket "${bucket}" at ${endpoint}`,
      got: `none of that name (${NO_BUCKET})`,
      advice: 'Create it with the tools of the server, or correct the address or AWS_ENDPOINT_URL.',
    })
  }
}

/** The innermost cause: `fetch` says no more than that it failed. */
function causeOf(error: unknown): string {
  const { cause, code, message } = error as NodeJS.ErrnoException & { readonly cause?: unknown }
  return cause === undefined ? (code?.toString() ?? message) : causeOf(cause)
}

/**
 * Opens `s3://BUCKET/PREFIX`. Nothing is asked of the server yet.
 *
 * @throws {WrongInput} when the address or the environment is wrong, or the package is not installed.
 */
export async function openBucket(text: string, env: Environment = process.env): Promise<Bucket> {
  const address = readAddress(text)
  const { endpoint, region, accessKeyId, secretAccessKey, sessionToken } = accessOf(env)
  const { AwsClient: Client } = await aws4fetch()
  const client = new Client({
    accessKeyId,
    secretAccessKey,
    ...(sessionToken === undefined ? {} : { sessionToken }),
    region,
    service: 's3',
    retries: RETRIES,
  })
  return new Bucket(client, endpoint, address)
}

async function aws4fetch(): Promise<typeof Aws4Fetch> {
  try {
    return await import('aws4fetch')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error
    throw new WrongInput({
      expected: 'the package aws4fetch for a bucket',
      got: 'none',
      advice: 'Install it: npm install aws4fetch.',
    })
  }
}
