/** Prints the closing line of the last `npm test`, from the runner's report. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './repository.js'
import { closingLine, type RunnerReport, summarize } from './testReport.js'

const report: RunnerReport = JSON.parse(readFileSync(join(root, 'node_modules/.cache/zg/tests.json'), 'utf8'))
console.log(closingLine(summarize(report)))
