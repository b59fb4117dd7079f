import { describe, expect, it } from 'vitest'
import {
  dependents,
  ImportNotFound,
  importsOf,
  readPackage,
  readProject,
  withImports,
} from '../../../src/evm/compile/sources.ts'

describe('imports', () => {
  const forms: readonly (readonly [text: string, paths: readonly string[]])[] = [
    [`import "a.sol";`, ['a.sol']],
    [`import'a.sol';`, ['a.sol']],
    [`import "a.sol" as A;`, ['a.sol']],
    [`import * as A from "a.sol";`, ['a.sol']],
    [`import {A, B as C} from 'a.sol';import {D}from"b.sol";`, ['a.sol', 'b.sol']],
    [`import {\n  A // first\n} /* from "x.sol" */ from\n "a.sol";`, ['a.sol']],
    [`import "./a.sol"; import "../b.sol"; import "@x/c.sol";`, ['dir/sub/a.sol', 'dir/b.sol', '@x/c.sol']],
    [`// import "a.sol";\n/* import "b.sol"; */ /// import "c.sol";`, []],
    [`contract C { string s = 'import "a.sol";'; string t = "// \\" /*"; } import "b.sol";`, ['b.sol']],
    [`contract C { function important() external { reimport("a.sol"); } }`, []],
  ]
  it.each(forms)('of %s are found', (text, paths) => {
    expect(importsOf('dir/sub/unit.sol', text)).toEqual(paths)
  })

  it('are resolved transitively through packages, and sorted by name', () => {
    const unit = 'import "@openzeppelin/contracts/token/ERC20/extensions/ERC20Snapshot.sol";'
    const { sources, imports } = withImports({ 'z.sol': unit }, readPackage)
    const names = Object.keys(sources)
    expect(names).toEqual(names.toSorted())
    expect(names).toContain('@openzeppelin/contracts/utils/math/Math.sol')
    expect(names).toContain('@openzeppelin/contracts/utils/Context.sol')
    expect([...imports.keys()].toSorted()).toEqual(names)
  })

  it('may be circular', () => {
    const { sources } = withImports(
      { 'a.sol': 'import "./b.sol";', 'b.sol': 'import "./a.sol";' },
      () => undefined,
    )
    expect(Object.keys(sources)).toEqual(['a.sol', 'b.sol'])
  })

  it('that cannot be resolved are reported with their importer', () => {
    const sources = { 'a/a.sol': 'import "./b.sol";', 'a/b.sol': 'import "../c.sol";' }
    expect(() => withImports(sources, readProject)).toThrow(ImportNotFound)
    expect(() => withImports(sources, readProject)).toThrow('a/b.sol imports c.sol')
  })

  it('prefer given sources to installed packages', () => {
    const context = '@openzeppelin/contracts/utils/Context.sol'
    const given = { [context]: 'contract Mine {}', 'a.sol': `import "${context}";` }
    expect(withImports(given, readPackage).sources[context]).toBe('contract Mine {}')
  })
})

describe('readers', () => {
  it('read packages; only readProject reads the project', () => {
    expect(readPackage('@uniswap/v2-core/contracts/UniswapV2Pair.sol')).toContain('contract UniswapV2Pair')
    expect(readPackage('contracts/outside/BTCB.sol')).toBeUndefined()
    expect(readProject('contracts/outside/BTCB.sol')).toContain('contract BTCB')
  })

  it.each([
    'contracts/../package.json',
    '@uniswap/../../package.json',
    '/etc/hostname',
    '',
    'contracts',
    './contracts',
  ])('do not leave their directories for "%s"', (unit) => {
    expect(readProject(unit)).toBeUndefined()
  })
})

it('the dependents of a unit import it directly or indirectly', () => {
  const imports = new Map([
    ['top', ['middle', 'other']],
    ['middle', ['base']],
    ['other', []],
    ['base', []],
    ['loop', ['pool']],
    ['pool', ['loop']],
  ])
  const of = (...changed: string[]) => [...dependents(imports, changed)].toSorted()
  expect(of('base')).toEqual(['base', 'middle', 'top'])
  expect(of('top')).toEqual(['top'])
  expect(of('loop')).toEqual(['loop', 'pool'])
  expect(of()).toEqual([])
})
