/** Status: what is computed, how far it is, and how to end it. */
import { useEffect, useState } from 'preact/hooks'
import type { Texts } from '../texts.ts'
import type { Computed } from './computed.ts'

/** Milliseconds that something may take without being told. */
const TOLD_AFTER = 200

export function Status({ computed, texts }: { computed: Computed<unknown>; texts: Texts }) {
  const { isRunning, arrived, wanted, cancel } = computed
  const [isSlow, setSlow] = useState(false)
  useEffect(() => {
    setSlow(false)
    if (!isRunning) return
    const timer = setTimeout(() => setSlow(true), TOLD_AFTER)
    return () => clearTimeout(timer)
  }, [isRunning])
  const isShown = isRunning && isSlow
  return (
    <div class="status">
      <p role="status">{isShown ? `${texts.running}${wanted > 0 ? ` ${arrived}/${wanted}` : ''}` : ''}</p>
      {isShown && (
        <>
          <progress
            max={wanted || 1}
            {...(wanted > 0 ? { value: arrived } : {})}
            aria-label={texts.running}
          />
          <button type="button" onClick={cancel}>
            {texts.cancel}
          </button>
        </>
      )}
    </div>
  )
}
