/**
 * Browser script of a report's file: unpacks the data, and Plotly when there are charts. The other files of
 * this folder come before it, in one block.
 */
import { unpacked } from './data.js'
import { show } from './page.js'

/** Runs Plotly. The Content-Security-Policy allows it by its hash. */
async function loadPlotly() {
  const element = document.createElement('script')
  element.textContent = await unpacked('plotly')
  document.head.append(element)
}

show(JSON.parse(await unpacked('data')), document, loadPlotly)
