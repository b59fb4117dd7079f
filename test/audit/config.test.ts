import { describe, expect, it } from 'vitest'
import { acceptanceDraft, byDesign, InvalidAcceptance, readAccepted, sorted } from '../../src/audit/accept.ts'
import { allowances, InvalidConfig, readConfig, STANDARD_CONFIG } from '../../src/audit/config.ts'
import type { Finding } from '../../src/audit/finding.ts'

describe('a configuration', () => {
  it('is exact unless told otherwise', () => {
    expect(readConfig('')).toEqual(STANDARD_CONFIG)
    expect(allowances(STANDARD_CONFIG)).toEqual([])
  })

  it('reads grades, codes, adaptors, ignored views and a plan, each of which the report lists', () => {
    const config = readConfig(`
roles: { master: MasterV2 }
reverts: class
events: net
returns: any
revertCodes: { 'only payer': NotPayer }
eventAdaptors:
  - { on: master, event: RentPaid, as: rentPaid, args: [1, { arg: 0, times: '10000000000000000000000' }] }
  - { event: Paused }
ignoredViews: { amt.name: another name on purpose }
deploy:
  - { create: amt, args: ['100000000000000000000000000', 5, true, payer] }
  - { call: amt.transferOwnership, args: [master], by: admin }
`)
    expect(config.grades).toEqual({ reverts: 'class', events: 'net', returns: 'any' })
    expect(config.roles).toEqual({ master: 'MasterV2' })
    expect(config.adaptors[0]!.args).toEqual([{ arg: 1 }, { arg: 0, times: 10n ** 22n }])
    expect(config.plan?.[0]).toEqual({ create: 'amt', args: [10n ** 26n, 5n, true, 'payer'] })
    expect(allowances(config)).toHaveLength(8)
    expect(allowances(config)).toContain(
      'Event master.RentPaid counts as rentPaid with its arguments 1; 0 times 10000000000000000000000.',
    )
  })

  it('names what is wrong', () => {
    expect(() => readConfig('reverts: roughly')).toThrow(InvalidConfig)
    expect(() => readConfig('revertCodes: { x: NoSuchCode }')).toThrow('revertCodes')
    expect(() => readConfig('ignoredViews: { amt.nothing: x }')).toThrow('amt.nothing')
    expect(() => readConfig('ignoredViews: { atm.name: x }')).toThrow('atm.name')
    expect(() => readConfig('ignoredViews: { amt.toString: x }')).toThrow('amt.toString')
    expect(() => readConfig('eventAdaptors: [{ event: A, as: B, args: [{ arg: 0, per: 0 }] }]')).toThrow(
      'per',
    )
    expect(() => readConfig('eventAdaptors: [{ event: A, as: B, args: [-1] }]')).toThrow('args')
    expect(() => readConfig('ignoredViews: { amt.name: "" }')).toThrow('expected the reason')
    expect(() => readConfig('other: 1')).toThrow('other')
    expect(() => readConfig('{')).toThrow(InvalidConfig)
  })

  it('says in which line, and how it would be right', () => {
    const text = "events: net\nrevertCodes:\n  'x': NoSuchCode\n"
    expect(() => readConfig(text, 'mine.yaml')).toThrow(/^mine\.yaml:3: revertCodes\.x: Invalid option/m)
    expect(() => readConfig(text)).toThrow("Example: revertCodes: { 'Master: only payer': NotPayer }")
    expect(() => readConfig('events: net\nother: 1\n')).toThrow(/^audit\.yaml:2: other: Unrecognized key/m)
    expect(() => readConfig('events: net\nreverts: [a\n')).toThrow(/^audit\.yaml:\d: /m)
    const accepted = "- { signature: a, reason: x }\n- signature: b\n  reason: ''\n"
    expect(() => readAccepted(accepted, 'known.yaml')).toThrow(/^known\.yaml:3: 1\.reason/m)
    expect(() => readAccepted(accepted)).toThrow('Example: - { signature:')
  })
})

describe('accepted differences', () => {
  const finding = (signature: string): Finding => ({ signature }) as Finding

  it('are set aside with their reasons, and those that accept nothing are reported', () => {
    const accepted = readAccepted('- { signature: a, reason: known }\n- { signature: c, reason: old }\n')
    const { open, known, unused } = sorted([finding('a'), finding('b')], accepted)
    // Open findings are numbered without those that are set aside.
    expect(open).toEqual([{ ...finding('b'), rank: 1 }])
    expect(known).toEqual([{ finding: finding('a'), reason: 'known' }])
    expect(unused).toEqual([{ signature: 'c', reason: 'old' }])
  })

  it('include what fails by design, which no entry has to name', () => {
    const designed = { ...finding('d'), claim: 31 }
    const { open, known } = sorted([finding('a'), designed], [])
    expect(open).toEqual([{ ...finding('a'), rank: 1 }])
    expect(known).toEqual([{ finding: designed, reason: byDesign(31) }])
    expect(byDesign(31)).toContain('statement 31 of the whitepaper')
    expect(sorted([designed], [{ signature: 'd', reason: 'ours' }]).known[0]!.reason).toBe('ours')
  })

  it('need a reason each, so a draft is not accepted as it is', () => {
    const draft = acceptanceDraft([finding('a: b')])
    expect(() => readAccepted(draft)).toThrow(InvalidAcceptance)
    expect(readAccepted(draft.replace('""', 'known'))).toEqual([{ signature: 'a: b', reason: 'known' }])
    expect(() => readAccepted('- { signature: a, reason: x }\n- { signature: a, reason: y }')).toThrow(
      'twice',
    )
  })
})
