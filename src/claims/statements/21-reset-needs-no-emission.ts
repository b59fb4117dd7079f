/** Claim 21: the Great Reset needs no emission. */
import greatReset from '../../scenarios/great-reset/index.ts'
import type { Claim, StudyFinding } from '../claim.ts'
import * as moves from '../moves.ts'
import { carriedOut, depositSome, mintSome, provideSome, snapshot, START } from '../reset.ts'
import { metricOf, runsOf } from '../runs.ts'

const PATHS = 4

/** Factor by which the price fell from the launch to the public reading of February 2024, at equal pools. */
const FALL = 4.575

function study(seed: bigint): StudyFinding {
  const runs = runsOf(greatReset, { seed, paths: PATHS })
  const largest = (name: string): readonly number[] =>
    runs.map((run) => Number(metricOf(run, name))).toSorted((a, b) => a - b)
  const range = (of: readonly number[]): string => `${of[0]!.toFixed(3)} to ${of.at(-1)!.toFixed(3)}`
  const literal = largest('largestLiteral')
  return {
    is: literal[0]! >= FALL ? 'partly testable' : 'fails',
    paths: PATHS,
    text:
      'With the assumed ownership of July 2023 the project’s AMT outside the pool pay for a factor of ' +
      `${range(literal)} if the list is of wallets, ${range(largest('largestSpot'))} if it looks ` +
      `through to people, and ${range(largest('largestExecution'))} if they are made whole when they ` +
      `sell. From the launch to February 2024 the price fell by a factor of ${FALL}.`,
    repeat: `npm run simulate -- great-reset --seed ${seed}`,
  }
}

export default {
  number: 21,
  quotation:
    'Los tokens que se entregaron en este momento de los reservados por el proyecto y no se requirió ' +
    'emisión alguna.',
  place: '“Gran Reset”',
  english: 'The tokens handed over came from those reserved by the project, and no emission was required.',
  readings: [
    {
      by: 'search',
      name: 'nothing-is-issued',
      property: 'The reset changes neither the circulating AMT nor what all accounts hold together.',
      start: START,
      moves: [mintSome, depositSome, provideSome, snapshot, moves.burn],
      violation(step) {
        const reset = carriedOut(step, 'people')
        if (reset === undefined) return undefined
        const { before, after, actions } = reset
        if (before.supply() === after.supply()) return undefined
        const text = `${after.supply()} base units of AMT circulate, not ${before.supply()}`
        return { text, next: actions }
      },
      restsOn: ['airdrop-from-the-reserve'],
    },
    {
      by: 'study',
      name: 'the-reserve-suffices',
      property: 'The project’s AMT suffice for a reset that lowers the price by a factor of 4.575.',
      study,
      restsOn: [],
    },
  ],
  leavesOpen:
    'How much AMT the project had reserved, of which nothing is published, and by which factor the ' +
    'price was lowered.',
} satisfies Claim
