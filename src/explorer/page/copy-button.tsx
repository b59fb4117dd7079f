/** A button that copies a text, and says so. */
import { useEffect, useState } from 'preact/hooks'

export interface CopyButtonProps {
  readonly label: string
  readonly copied: string
  text(): string
}

/** Milliseconds for which the button says that it is done. */
const SAID = 2000

export function CopyButton({ label, copied, text }: CopyButtonProps) {
  const [isDone, setDone] = useState(false)
  useEffect(() => {
    if (!isDone) return
    const timer = setTimeout(() => setDone(false), SAID)
    return () => clearTimeout(timer)
  }, [isDone])
  const copy = (): void => {
    void navigator.clipboard.writeText(text()).then(() => setDone(true))
  }
  return (
    <button type="button" onClick={copy}>
      <span aria-live="polite">{isDone ? copied : label}</span>
    </button>
  )
}
