/**
 * What the bundle imports as `vitest`: its own collector and its own assertions, without its process.
 *
 * Inline snapshots are compared by a matcher of this file, since vitest's needs the process to know which
 * file it would update. It formats as vitest does; a test whose snapshot does not fit fails without a mutant
 * too, and is left out.
 */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type * as fastCheckTypes from 'fast-check'
import { format } from '@vitest/pretty-format'
import * as vitest from 'vitest'
import { projectRoot } from '../../evm/compile/root.ts'

let prepared = false

/** The module. Changes vitest's matchers in this process, which must not be one of vitest's. */
export function testModule(): typeof vitest {
  if (!prepared) {
    prepared = true
    vitest.chai.use(({ Assertion }, { addMethod, flag }) => {
      addMethod(Assertion.prototype, 'toMatchInlineSnapshot', function (this: object, expected: string) {
        checkSnapshot(flag(this, 'object'), expected)
      })
    })
    const fastCheck = createRequire(join(projectRoot, 'package.json'))('fast-check') as typeof fastCheckTypes
    // A property that fails is enough: which smaller input fails too takes most of the time.
    fastCheck.configureGlobal({ ...fastCheck.readConfigureGlobal(), endOnFailure: true })
  }
  return vitest
}

/** @throws when a value's text is not the expected one. */
function checkSnapshot(received: unknown, expected: string): void {
  const text = format(received, { escapeString: false, printBasicPrototype: false })
  if (flat(text) !== flat(expected)) throw new Error(`expected the snapshot, got ${text}`)
}

/** Without the indentation, which an inline snapshot takes from the code around. */
const flat = (text: string): string => text.trim().replaceAll(/\n\s*/g, '\n')
