/** `npm run backtest`: scores forecasts against what came. */
import { backtest } from './commands/backtest.ts'
import { lab } from './lab.ts'
import { runCommand } from './process.ts'
import { OPTIONS } from './backtest/request.ts'

await runCommand('backtest', backtest(lab), OPTIONS)
