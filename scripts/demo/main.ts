import { BaseError } from '@zg/sdk'
import { type DemoOptions, readOptions, usage } from './options.js'
import { printResult, printStep } from './print.js'
import { runDemo } from './run.js'

const options = read()
try {
  const result = await runDemo(options, options.json ? () => undefined : printStep)
  if (options.json) console.log(JSON.stringify(result, null, 2))
  else printResult(result)
  if (result.verification.verdict !== 'verified') process.exitCode = 1
} catch (error) {
  console.error(BaseError.is(error) ? `✗ ${error.message}` : error)
  process.exitCode = 1
}

function read(): DemoOptions {
  try {
    const given = readOptions(process.argv.slice(2))
    if (given !== 'help') return given
    console.log(usage)
    process.exit(0)
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`)
    process.exit(2)
  }
}
