/** A file with counterexamples: chosen on the device, and read there. */
import { useRef } from 'preact/hooks'
import type { Texts } from '../texts.ts'
import { MOST_CHARACTERS } from '../walk/case-files.ts'

export interface OpenedCase {
  /** Another number for every file that is opened. */
  readonly id: number
  readonly file: string
  readonly text: string
  /** Which of its counterexamples. */
  readonly index: number
}

let files = 0

interface OpenCaseProps {
  readonly texts: Texts
  readonly opened: OpenedCase | undefined
  onOpen(opened: OpenedCase | undefined): void
}

export function OpenCase({ texts, opened, onOpen }: OpenCaseProps) {
  const input = useRef<HTMLInputElement>(null)
  const read = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return
    // One character more than is accepted: the reader says that it is too long.
    const text = await file.slice(0, 4 * MOST_CHARACTERS + 4).text()
    onOpen({ id: ++files, file: file.name, text, index: 0 })
  }
  const close = (): void => {
    onOpen(undefined)
    if (input.current !== null) input.current.value = ''
  }
  return (
    <div class="case">
      <label class="line">
        <span>{texts.openCase}</span>
        <input
          ref={input}
          type="file"
          accept=".json,.jsonl,application/json"
          aria-describedby="case-note"
          onChange={({ currentTarget }) => void read(currentTarget.files?.[0])}
        />
      </label>
      {opened !== undefined && (
        <button type="button" onClick={close}>
          {texts.closeCase}
        </button>
      )}
      <p class="note" id="case-note">
        {texts.caseNote}
      </p>
    </div>
  )
}
