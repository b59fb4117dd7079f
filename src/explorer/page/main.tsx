/** Entry of the page: unpacks what the file holds, starts the workers, and shows the app. */
import { render } from 'preact'
import type { Versions } from '../../report/manifest.ts'
import { unpacked } from '../../report/page/data.js'
import { App } from './app.tsx'
import { openRunner } from './runner.ts'

const script = await unpacked('engine')
const address = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }))
const versions = JSON.parse(document.getElementById('versions')!.textContent) as Versions

let plotly: Promise<void> | undefined

/** Runs Plotly, once. The Content-Security-Policy allows it by its hash. */
const library = (): Promise<void> =>
  (plotly ??= unpacked('plotly').then((text) => {
    const element = document.createElement('script')
    element.textContent = text
    document.head.append(element)
  }))

render(<App runner={openRunner(address, versions)} library={library} />, document.getElementById('explorer')!)
