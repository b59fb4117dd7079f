/** Copies the address, which has the whole experiment. */
import { useEffect, useState } from 'preact/hooks'
import type { Texts } from '../texts.ts'

/** Milliseconds for which the button says that it is done. */
const SAID = 2000

export function CopyLink({ texts }: { texts: Texts }) {
  const [isDone, setDone] = useState(false)
  useEffect(() => {
    if (!isDone) return
    const timer = setTimeout(() => setDone(false), SAID)
    return () => clearTimeout(timer)
  }, [isDone])
  const copy = (): void => {
    void navigator.clipboard.writeText(location.href).then(() => setDone(true))
  }
  return (
    <button type="button" onClick={copy}>
      <span aria-live="polite">{isDone ? texts.copied : texts.copyLink}</span>
    </button>
  )
}
