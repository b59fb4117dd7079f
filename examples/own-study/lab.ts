/** The lab with a scenario of one's own: `npx tsx lab.ts study saver`. Worker threads load this module, too. */
import { lab as project, runLab } from 'amt-lab'
import { saver } from './saver.ts'

export const lab = { ...project, scenarios: [saver] }
await runLab(lab, import.meta.url)
