import { expect, it } from 'vitest'
import { storyOf } from '../../../src/cli/mutants/story.ts'
import { censusOf } from '../../../src/mutants/typescript/generator.ts'

it('says that the directed suites judge what lockstep does not reach, and how to ask them', async () => {
  for (const [side, source] of [
    ['model', 'src/model/economics/bridge.ts'],
    ['sim', 'src/sim/random/integer.ts'],
  ] as const) {
    const [census] = censusOf(side, { sources: (each) => each === source })
    const [mutant] = census!.mutants
    const story = await storyOf(mutant!, 1)
    expect(story).toContain('the directed suites judge it')
    expect(story).toContain(`--side ${side} --contract ${mutant!.unit} --operator ${mutant!.operator}`)
  }
})
