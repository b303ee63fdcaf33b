import { styleText } from 'node:util'
import { formatOg } from '@zg/sdk'
import type { DemoResult } from './run.js'

type Style = Parameters<typeof styleText>[0]

const coloured = process.stdout.isTTY && !process.env.NO_COLOR
const paint = (style: Style, text: string) => (coloured ? styleText(style, text) : text)
const marks = { pass: paint('green', '✓'), fail: paint('red', '✗'), skipped: paint('yellow', '–') }
const rule = '='.repeat(64)

export const printStep = (text: string): void => console.log(`${marks.pass} ${text}`)

/** Prints the answer, the checks behind it, what it cost and where the money went. */
export function printResult(result: DemoResult): void {
  const { question, answer, usage, feeNeuron, verification, settlement } = result
  console.log(
    `\n${rule}\n${paint('bold', 'Question:')} ${question}\n${paint('bold', 'Answer:')}   ${answer}\n${rule}`,
  )

  const colour = { verified: 'green', failed: 'red', incomplete: 'yellow' } as const
  console.log(`\nVerification: ${paint(colour[verification.verdict], verification.verdict)}`)
  for (const { name, status, reason } of verification.checks) {
    console.log(`  ${marks[status]} ${name}${status === 'pass' || !reason ? '' : `: ${reason}`}`)
  }

  console.log(
    `\nCost: ${og(feeNeuron)} 0G (${usage.prompt_tokens} tokens in, ${usage.completion_tokens} out)`,
  )
  console.log(`Settlement: ${settlement.hash}\n`)
  printTable([
    ['in 0G', 'before', 'after'],
    ['Ledger, total', og(result.ledgerBefore.total), og(result.ledgerAfter.total)],
    ['  available', og(result.ledgerBefore.available), og(result.ledgerAfter.available)],
    ['  locked', og(result.ledgerBefore.locked), og(result.ledgerAfter.locked)],
    ['Sub-account', og(result.subAccountBefore.balance), og(result.subAccountAfter.balance)],
  ])
}

const og = (neuron: string) => formatOg(BigInt(neuron))

function printTable(rows: readonly (readonly [string, string, string])[]): void {
  const width = (column: 0 | 1 | 2) => Math.max(...rows.map((row) => row[column].length))
  for (const [label, before, after] of rows) {
    console.log(`  ${label.padEnd(width(0))}   ${before.padStart(width(1))}   ${after.padStart(width(2))}`)
  }
}
