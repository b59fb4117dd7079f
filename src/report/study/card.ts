/** What the gallery shows of a study. */
import { cardText, commitIn, type Seal } from '../gallery/card.ts'
import { pictureOfFan, type Picture } from '../gallery/picture.ts'
import type { Column } from '../../sim/result.ts'
import { times } from '../number.ts'
import { mainFan, sampleCharts, type StudyPageInput } from './page.ts'

/** The card as JSON text. */
export function studyCard(input: StudyPageInput): string {
  const { result, resultHash, answer = '', versions } = input
  const [sample] = sampleCharts(input)
  const fan = mainFan(input)
  const picture =
    sample?.chart.kind === 'bars'
      ? pictureOfBars(sample.columns)
      : fan === undefined
        ? undefined
        : pictureOfFan(fan)
  return cardText({
    kind: 'study',
    name: result.scenario,
    question: result.question,
    answer,
    page: 'report.html',
    seal: sealOfStudy(input),
    hash: resultHash,
    seed: result.seed,
    ...commitIn(versions),
    ...(picture === undefined ? {} : { picture }),
  })
}

/** Total effects, the strongest first. */
function pictureOfBars(columns: readonly Column[]): Picture {
  const total = columns.find(({ name }) => name === 'total')?.cells ?? []
  return { kind: 'bars', groups: total.map((cell) => [Number(cell)]) }
}

/** Verified are the worst paths that were replayed, if any. */
function sealOfStudy({ result, worst }: StudyPageInput): Seal {
  const broken = Object.values(result.invariants).filter(({ holds }) => !holds).length
  if (broken > 0) return { state: 'broken', words: `Broken invariants: ${broken}` }
  if (result.failures.paths.count > 0)
    return { state: 'broken', words: `${times(result.failures.paths.count, 'path')} failed` }
  const replayed = (worst?.paths ?? []).flatMap(({ verified }) => verified ?? [])
  if (replayed.length === 0) return { state: 'unverified', words: 'Not verified on the EVM' }
  const agree = replayed.every(({ divergences }) => divergences === 0)
  return {
    state: agree ? 'verified' : 'broken',
    words: `The worst ${times(replayed.length, 'path')} replayed on the EVM: ${agree ? 'equal' : 'different'}`,
  }
}
