/** Report: a run's report in the page, as in its file. A new one takes the place of the last without a jump. */
import { useEffect, useRef } from 'preact/hooks'
import type { Content } from '../../report/content.ts'
import { show, type Shown } from '../../report/page/page.js'

export interface ReportProps {
  readonly content: Content
  /** Runs Plotly once. */
  library(): Promise<void>
  /** When all charts below the element are drawn. */
  onDrawn(element: HTMLElement): void
}

/** One report at a time draws: the script of reports has the data of one. */
let last: { readonly shown: Shown; readonly done: Promise<void> } | undefined

export function Report({ content, library, onDrawn }: ReportProps) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    let isCurrent = true
    const before = last?.done ?? Promise.resolve()
    void before.then(() => {
      const element = place.current
      if (!isCurrent || element === null) return
      last?.shown.end()
      const open = new Set(
        [...element.querySelectorAll('details[open] > summary')].map((each) => each.textContent),
      )
      // The height stays until the charts are drawn, so that the reader's place stays.
      element.style.minHeight = `${element.offsetHeight}px`
      element.innerHTML = content.body
      for (const summary of element.querySelectorAll('details > summary'))
        if (open.has(summary.textContent)) summary.parentElement!.setAttribute('open', '')
      const shown = show(content.data, element, library)
      const done = shown.drawn.then(() => {
        element.style.minHeight = ''
        if (isCurrent) onDrawn(element)
      })
      last = { shown, done }
    })
    return () => {
      isCurrent = false
    }
  }, [content])
  return <div class="report" ref={place} onClick={jump} />
}

/** The fragment of the address is the experiment, so links within the report scroll instead. */
function jump(event: MouseEvent): void {
  const link = (event.target as Element).closest<HTMLAnchorElement>('a[href^="#"]')
  if (link === null) return
  event.preventDefault()
  const target = document.getElementById(link.hash.slice(1))
  target?.scrollIntoView({ behavior: 'smooth' })
  target?.setAttribute('tabindex', '-1')
  target?.focus({ preventScroll: true })
}
