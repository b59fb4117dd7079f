/** Save: the command line, the scenario file and the result files of what the report shows. */
import { useState } from 'preact/hooks'
import type { Language } from '../../report/language/language.ts'
import type { Shown } from '../engine/engine.ts'
import { scenarioText } from '../scenario-file.ts'
import type { Texts } from '../texts.ts'
import { CopyButton } from './copy-button.tsx'
import type { Runner } from './runner.ts'

export interface SaveProps {
  readonly runner: Runner
  readonly shown: Shown
  readonly language: Language
  readonly texts: Texts
}

export function Save({ runner, shown, language, texts }: SaveProps) {
  const [failure, setFailure] = useState<string>()
  const { experiment, days, command } = shown
  const saveFiles = (): void => {
    setFailure(undefined)
    runner.ask('files', { experiment, language }).then(
      ({ name, bytes }) => save(name, new Blob([new Uint8Array(bytes)], { type: 'application/zip' })),
      (error: unknown) => setFailure(error instanceof Error ? error.message : String(error)),
    )
  }
  const saveScenario = (): void =>
    save(
      `${experiment.scenario}.yaml`,
      new Blob([scenarioText(experiment, days)], { type: 'application/yaml' }),
    )
  return (
    <div class="asked">
      <CopyButton text={() => command} label={texts.copyCommand} copied={texts.copied} />
      <button type="button" id="save-scenario" onClick={saveScenario}>
        {texts.saveScenario}
      </button>
      <button type="button" id="save-files" onClick={saveFiles}>
        {texts.saveFiles}
      </button>
      {failure !== undefined && (
        <p class="wrong" role="alert">
          {failure}
        </p>
      )}
    </div>
  )
}

/** Milliseconds after which a saved file's address is given up. */
const KEPT = 60_000

function save(name: string, content: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT)
}
