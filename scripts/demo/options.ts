import { parseArgs } from 'node:util'
import { isPlan, type PlanName, plans } from './plans.js'

export type DemoOptions = {
  json: boolean
  protocol: PlanName
  question: string
  upstream: string | undefined
}

export const usage = `Usage: npm run demo -- [--json] [--protocol v1|legacy] [--question "…"] [--upstream URL]

Starts a real local network, pays for one request, verifies the answer and settles it on chain.

  --json            one JSON document on stdout instead of the story
  --protocol        v1, the network of today (default), or legacy, that of autumn 2025
  --question        what to ask (default: the largest number of football World Cups)
  --upstream        an OpenAI-compatible URL that answers, such as http://127.0.0.1:11434/v1;
                    a scripted model answers by default`

/** Reads the command line; throws an Error with a one-line message on anything unknown. */
export function readOptions(args: readonly string[]): DemoOptions | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'boolean', default: false },
      protocol: { type: 'string', default: 'v1' },
      question: { type: 'string', default: 'Who owns the largest number of football World Cups?' },
      upstream: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return 'help'
  const { json, protocol, question, upstream } = values
  if (!isPlan(protocol))
    throw new Error(`--protocol ${protocol} is unknown. Known: ${Object.keys(plans).join(', ')}.`)
  if (question.trim() === '') throw new Error('--question is empty.')
  if (upstream !== undefined && !URL.canParse(upstream)) throw new Error('--upstream is not a URL.')
  return { json, protocol, question, upstream }
}
