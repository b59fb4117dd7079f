/** Claim 42: burning is the owner's. */
import type { Claim } from '../claim.ts'
import * as moves from '../moves.ts'
import { succeeded } from '../step.ts'

export default {
  number: 42,
  quotation:
    'Las funciones mint, snapshot, burn, y burnFrom son funciones que el propietario del contrato puede llamar',
  place: 'Anexo, AMT',
  english: 'mint, snapshot, burn and burnFrom are functions that the contract’s owner can call.',
  readings: [
    {
      by: 'search',
      name: 'only-the-owner',
      property: 'Nobody but AMT’s owner, which is Master, burns AMT by a call of burn.',
      moves: [moves.mint, moves.burn, moves.send],
      violation(step) {
        const burnt = succeeded(step, 'amt.burn')
        if (burnt === undefined || burnt.args.amount === 0n) return undefined
        return `${burnt.by}, who does not own AMT, burnt ${burnt.args.amount} base units`
      },
      restsOn: ['open-burn'],
    },
  ],
  leavesOpen:
    'Whether it means only the owner. The same annex says that burn destroys the caller’s tokens, and the RCL depends on burnFrom.',
} satisfies Claim
