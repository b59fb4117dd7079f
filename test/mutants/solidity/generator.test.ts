import { describe, expect, it } from 'vitest'
import { solc0837 } from '../../../src/evm/compile/compiler.ts'
import { readProject, withImports } from '../../../src/evm/compile/sources.ts'
import { mutatedText, MutantMismatch } from '../../../src/mutants/generated-mutant.ts'
import { mutantsIn } from '../../../src/mutants/solidity/generator.ts'
import type { SourceSet } from '../../../src/mutants/solidity/sources.ts'

const VAULT = 'contracts/BurnVault.sol'

function setOf(unit: string, text: string): SourceSet {
  const { sources } = withImports({ [unit]: text }, readProject)
  return { compiler: solc0837, language: '0.8', sources, mutated: [unit] }
}

const vault = readProject(VAULT)!

/** The mutated texts of a contract that is made of one function, by operator. */
function mutationsOf(body: string): Readonly<Record<string, readonly string[]>> {
  const text = `pragma solidity 0.8.37;\ncontract C {\n    ${body}\n}\n`
  const made: Record<string, string[]> = {}
  for (const mutant of mutantsIn(setOf('C.sol', text))) (made[mutant.operator] ??= []).push(mutant.after)
  return made
}

describe('the generator of Solidity mutants', () => {
  it('makes these mutants of the burn vault, by operator', () => {
    const counts: Record<string, number> = {}
    for (const { operator } of mutantsIn(setOf(VAULT, vault))) counts[operator] = (counts[operator] ?? 0) + 1
    expect(counts).toMatchInlineSnapshot(`
      {
        "arithmetic": 7,
        "condition": 6,
        "environment": 3,
        "event-deletion": 1,
        "first-value": 4,
        "literal": 3,
        "modifier-deletion": 1,
        "negation": 3,
        "off-by-one": 4,
        "other-argument": 6,
        "relational": 1,
        "revert-deletion": 2,
        "statement-deletion": 3,
        "swap-arguments": 1,
        "swap-lines": 3,
        "swap-operands": 1,
        "unchecked": 1,
        "visibility": 1,
      }
    `)
  })

  it('gives a mutant the same id when unrelated lines move', () => {
    const ids = mutantsIn(setOf(VAULT, vault)).map(({ id }) => id)
    const moved = mutantsIn(setOf(VAULT, `// One more line, with a letter of two bytes: ñ.\n${vault}`))
    expect(moved.map(({ id }) => id)).toEqual(ids)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('gives places in characters, whatever the bytes of the text before', () => {
    const text = vault.replace('// SPDX', '// ñandú, ₿ and 𝔸. SPDX')
    for (const mutant of mutantsIn(setOf(VAULT, text))) {
      expect(text.slice(mutant.start, mutant.end)).toBe(mutant.before)
      expect(text.split('\n')[mutant.line - 1]!.slice(mutant.column - 1)).toBe(
        text.slice(mutant.start).split('\n')[0],
      )
    }
  })

  it('makes no two mutants with the same text, and none without a change', () => {
    const texts = mutantsIn(setOf(VAULT, vault)).map((mutant) => mutatedText(mutant, vault))
    expect(new Set(texts).size).toBe(texts.length)
    expect(texts).not.toContain(vault)
  })

  it('does not apply a mutant to a source that has changed', () => {
    const [mutant] = mutantsIn(setOf(VAULT, vault))
    expect(() => mutatedText(mutant!, ` ${vault}`)).toThrow(MutantMismatch)
  })

  it('keeps the structure of an expression whose operator it replaces', () => {
    const { arithmetic } = mutationsOf(
      'function f(uint256 a, uint256 b) public pure returns (uint256) { return a * b + a / b; }',
    )
    expect(arithmetic).toContain('(a + b)')
    expect(arithmetic).toContain('(a * b) * (a / b)')
    expect(arithmetic).toContain('(a % b)')
  })

  it('replaces a comparison by the two that subsume the others', () => {
    const { relational, condition } = mutationsOf(
      'function f(uint256 a) public pure returns (uint256 b) { if (a < 7) b = 2; }',
    )
    expect(relational).toEqual(['a <= 7', 'a != 7'])
    expect(condition).toEqual(['true', 'false'])
  })

  it('swaps neighbours only if their order can matter', () => {
    const independent = mutationsOf('uint256 x; uint256 y; function f(uint256 a) public { x = a; y = a; }')
    const dependent = mutationsOf('uint256 x; uint256 y; function f(uint256 a) public { x = a; y = x; }')
    expect(independent['swap-lines']).toBeUndefined()
    expect(dependent['swap-lines']).toEqual(['y = x; x = a;'])
  })

  it('does not add in place of a first assignment to a result, a variable or an immutable', () => {
    const { assignment } = mutationsOf(`uint256 immutable public kept;
    constructor(uint256 a) { kept = a; }
    function g(uint256 a) public pure returns (uint256 b) { b = a; }
    function h(uint256 a) public pure returns (uint256) { uint256 c; if (a > 1) c = a; return c; }
    function r(uint256 a) public pure returns (uint256 d) { require((d = a + a) > 1); }`)
    expect(assignment).toEqual(expect.arrayContaining(['kept -= a', 'b -= a', 'c -= a', 'd -= a + a']))
    expect(assignment!.filter((after) => after.includes('+='))).toEqual([])
  })

  it.each([
    ['state', 'uint256 x; function f(uint256 a) public { x = a; }'],
    ['state in a constructor', 'uint256 x; constructor(uint256 a) { x = a; }'],
    ['a parameter', 'function f(uint256 x, uint256 a) public pure returns (uint256) { x = a; return x; }'],
    ['a first value', 'function f(uint256 a) public pure { uint256 x = 1; x = a; }'],
    ['an immutable with a value', 'uint256 immutable x = 1; constructor(uint256 a) { x = a; }'],
    ['an earlier name', 'function f(uint256 a) public pure returns (uint256 x) { x++; x = a; }'],
    ['an earlier tuple', 'function f(uint256 a) public pure returns (uint256 x) { (x, a) = (a, 1); x = a; }'],
    ['its own value', 'function f(uint256 a) public pure returns (uint256 x) { x = (x = 2) + a; }'],
    ['its own statement', 'function f(uint256 a) public pure returns (uint256 x) { a = (x = a) + x++; }'],
    ['a loop', 'function f(uint256 a) public pure returns (uint256 x) { while (a > 0) x = --a; }'],
    ['a modifier', 'modifier m() { _; _; } function f(uint256 a) public m returns (uint256 x) { x = a; }'],
    ['assembly', 'function f(uint256 a) public pure returns (uint256 x) { assembly { x := 1 } x = a; }'],
  ])('adds in place of an assignment that %s may precede', (_what, body) => {
    const added = mutationsOf(body)['assignment']?.filter((after) => after.startsWith('x += '))
    expect(added).not.toEqual([])
    expect(added).toBeDefined()
  })

  it('gives the mutants after one that changes nothing the same ids', () => {
    const idsOf = (first: string): readonly string[] => {
      const text = `pragma solidity 0.8.37; contract C {
        function f(uint256 a) public pure returns (uint256 x) { ${first} }
        function g(uint256 a) public pure returns (uint256 x) { x++; x = a; } }`
      const made = mutantsIn(setOf('C.sol', text)).filter(({ after }) => after === 'x += a')
      return made.map(({ id }) => id)
    }
    expect(idsOf('x = a;')).toEqual(idsOf('x++; x = a;').slice(1))
  })

  it('leaves a block where the language needs a statement', () => {
    const made = mutationsOf('error E(); function f(uint256 a) public pure { if (a > 1) revert E(); }')
    expect(made['revert-deletion']).toEqual(['{}'])
  })

  it('replaces an argument only by variables of its type that are in scope', () => {
    const made = mutationsOf(`function g(uint256 a) public pure returns (uint256) { return a; }
    function f(uint256 a, uint256 b, address c) public pure returns (uint256) {
        { uint256 inner = 1; inner; }
        c;
        return g(a);
    }`)
    expect(made['other-argument']).toEqual(['b'])
  })
})
