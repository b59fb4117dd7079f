/**
 * Address: where a bucket is and who asks, by a URL such as `s3://studies/big` and the usual environment
 * variables. Credentials come by these alone, and are in no message and no file.
 */
import { WrongInput } from '../../wrong-input.ts'

export type Environment = Readonly<Record<string, string | undefined>>

export interface Address {
  readonly bucket: string
  /** Prefix of all keys, without slashes at its ends; empty for the whole bucket. */
  readonly prefix: string
}

export interface Access {
  /** Such as `https://s3.eu-west-1.amazonaws.com`, without a path. */
  readonly endpoint: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken: string | undefined
}

/** Whether a text is meant as an address of a bucket. */
export const isAddress = (text: string): boolean => text.startsWith('s3://')

/**
 * Reads `s3://BUCKET/PREFIX`.
 *
 * @throws {WrongInput} for any other text.
 */
export function readAddress(text: string): Address {
  const [, bucket, prefix = ''] =
    /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/([\w./-]*))?$/.exec(text) ?? []
  const parts = prefix.replace(/\/$/, '')
  if (bucket === undefined || /(^|\/)(\.{0,2})(\/|$)/.test(`x/${parts === '' ? 'x' : parts}`))
    throw new WrongInput({
      expected:
        'an address s3://BUCKET/PREFIX, with a bucket of 3 to 63 small letters, digits, "." and "-", and a ' +
        'prefix of letters, digits, ".", "_", "-" and single "/"',
      // Somebody may have put credentials into it.
      got: text.includes('@') ? 'one with an "@"' : `"${text}"`,
      advice:
        'Example: s3://studies/big. Credentials are read from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
    })
  return { bucket, prefix: parts }
}

export const shownAddress = ({ bucket, prefix }: Address): string =>
  `s3://${bucket}${prefix === '' ? '' : `/${prefix}`}`

/**
 * Endpoint, region and credentials, by the variables that the tools of AWS read.
 *
 * @throws {WrongInput} when credentials are missing, or the endpoint is no URL.
 */
export function accessOf(env: Environment): Access {
  const of = (...names: readonly string[]): string | undefined =>
    names.map((name) => env[name]).find((value) => value !== undefined && value !== '')
  const accessKeyId = of('AWS_ACCESS_KEY_ID')
  const secretAccessKey = of('AWS_SECRET_ACCESS_KEY')
  if (accessKeyId === undefined || secretAccessKey === undefined)
    throw new WrongInput({
      expected: 'credentials of the bucket in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY',
      got: accessKeyId === secretAccessKey ? 'neither' : 'only one of them',
      advice: 'Set both variables, and AWS_SESSION_TOKEN for temporary credentials.',
    })
  const region = of('AWS_REGION', 'AWS_DEFAULT_REGION') ?? 'us-east-1'
  return {
    endpoint: readEndpoint(
      of('AWS_ENDPOINT_URL_S3', 'AWS_ENDPOINT_URL') ?? `https://s3.${region}.amazonaws.com`,
    ),
    region,
    accessKeyId,
    secretAccessKey,
    sessionToken: of('AWS_SESSION_TOKEN'),
  }
}

function readEndpoint(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isPlain = url !== undefined && url.username === '' && url.password === '' && url.search === ''
  if (!isPlain || !['http:', 'https:'].includes(url.protocol) || url.pathname !== '/')
    throw new WrongInput({
      expected: 'a URL like https://storage.example:9000 in AWS_ENDPOINT_URL_S3 or AWS_ENDPOINT_URL',
      // What was given may hold a password, and is not repeated.
      got: 'another text',
      advice: 'Leave out user, password and path. Without the variable, the endpoint is that of AWS.',
    })
  return url.origin
}
