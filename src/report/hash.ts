/**
 * Hashes: SHA-256 of exact bytes, in the two spellings that are needed here.
 *
 * Text is hashed as UTF-8.
 */
import { createHash } from 'node:crypto'
import { aloneOf, canonicalText, type RunResult } from '../sim/result.ts'

export type Bytes = string | Uint8Array

/** 64 hexadecimal digits, lower case. */
export function sha256(bytes: Bytes): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** As a Content-Security-Policy names an inline script: `'sha256-…'`, base64, quotes included. */
export function cspHash(script: string): string {
  return `'sha256-${createHash('sha256').update(script).digest('base64')}'`
}

/** The hash of a run: SHA-256 of the result's canonical text, actions included. Equal hashes mean equal runs. */
export function resultHash(result: RunResult): string {
  return sha256(canonicalText(result))
}

/**
 * The hash that a study has for this path: of the run alone, without what its scenario compares it with. It is the run's own hash where
 * the scenario compares nothing.
 */
export function pathHash(result: RunResult): string {
  return resultHash(aloneOf(result))
}
