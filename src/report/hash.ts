/**
 * Hashes: SHA-256 in hexadecimal, and in the form of a Content-Security-Policy. Text is hashed as UTF-8.
 */
import { createHash } from 'node:crypto'
import { aloneOf, canonicalText, type RunResult } from '../sim/result.ts'

export type Bytes = string | Uint8Array

/** 64 hexadecimal digits, lower case. */
export function sha256(bytes: Bytes): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/**
 * Hash source of an inline script for a Content-Security-Policy: `'sha256-…'`, base64, including the quotes.
 */
export function cspHash(script: string): string {
  return `'sha256-${createHash('sha256').update(script).digest('base64')}'`
}

/** Hashes by result: page, manifest and summary ask for the same one. */
const known = new WeakMap<RunResult, string>()

/** Result hash: SHA-256 of the result's canonical text, actions included. Equal hashes mean equal runs. */
export function resultHash(result: RunResult): string {
  const hash = known.get(result) ?? sha256(canonicalText(result))
  known.set(result, hash)
  return hash
}

/**
 * The {@link pathHash} of a run without variants whose actions are not in its result, from their text.
 *
 * @param actions UTF-8 of `actionLines` of the actions, in parts
 */
export function hashWithText(result: RunResult, actions: readonly Uint8Array[]): string {
  const hash = createHash('sha256').update(canonicalText(result))
  for (const part of actions) hash.update(part)
  return hash.digest('hex')
}

/**
 * Path hash: the hash of this path in a study, which runs no variants. Equal to {@link resultHash} when the
 * scenario has no variants.
 */
export function pathHash(result: RunResult): string {
  return resultHash(aloneOf(result))
}
