/**
 * Named files: the name of an input file with twelve digits of its SHA-256, as results record it.
 */
import { sha256 } from '../report/hash.ts'
import { WrongInput } from './wrong-input.ts'

const DIGITS = 12
const NAMED = /^(.*?)(?:#([0-9a-f]{12}))?$/s

/** Path and digest of a name such as `btc.csv#0c5d13aa01f2`; the digest may be missing. */
export function splitName(named: string): { readonly path: string; readonly digest: string | undefined } {
  const [, path, digest] = NAMED.exec(named) as unknown as [string, string, string | undefined]
  return { path, digest }
}

/**
 * The name of a file with the digest of `bytes`.
 *
 * @throws {WrongPriceFile} when a digest was given and differs.
 */
export function nameWithDigest(path: string, digest: string | undefined, bytes: Uint8Array): string {
  const actual = sha256(bytes).slice(0, DIGITS)
  if (digest !== undefined && digest !== actual)
    throw new WrongPriceFile(
      `${path} with SHA-256 ${digest}…`,
      `${actual}…`,
      `The file has changed since that run. Restore it, or write ${path} without the digest to use ` +
        'it as it is.',
    )
  return `${path}#${actual}`
}

/** A price file is unreadable, invalid or has changed. */
export class WrongPriceFile extends WrongInput {
  readonly expected: string
  readonly got: string
  constructor(expected: string, got: string, advice: string) {
    super({ expected, got, advice })
    this.expected = expected
    this.got = got
  }
}
