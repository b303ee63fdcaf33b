import type { Check, Report } from '@zg/core'

/** The parts of the chain of trust, by how the names of their checks begin. */
const parts: readonly (readonly [prefix: RegExp, title: string])[] = [
  [/^model\./, 'The model’s own machine'],
  [/^chain\./, 'What stands on chain'],
  [/^tdx\.(quote\.(parse|header)|collateral|pck)/, 'The processor, up to Intel’s root'],
  [/^tdx\.(qe|quote\.signature)/, 'The quote'],
  [/^tdx\.(tcb|policy)/, 'How current the processor is, and how the machine is set up'],
  [/^reportData\./, 'Who signs there'],
  [/^(dstack|compose|ccel)\./, 'What runs there'],
  [/^gpu\./, 'The GPUs, up to NVIDIA’s root'],
  [/^response\./, 'The answer'],
  [/(?:)/, 'Else'],
]

const marks = { pass: 'pass', fail: 'FAIL', skipped: 'skip' } as const
const colors = { pass: 32, fail: 31, skipped: 33 } as const

/**
 * Writes a report as text: the chain of trust as a tree, each check with whether it passed, and why if it didn't; last what stands in the way. Lines have at most 80 columns.
 *
 * Fit for a terminal and, in a fixed-width font, for a page. `color` adds the codes that terminals colour by.
 *
 * @example
 * ```ts
 * import { formatReport } from '@zg/attestation'
 * import { createReport } from '@zg/core'
 *
 * const checks = [{ name: 'response.signer', status: 'pass', required: true }] as const
 * console.log(formatReport(createReport({ subject: 'answer', assurance: 'acknowledged', checks })))
 * // answer: verified (assurance: acknowledged, a word on chain)
 * // └─ The answer
 * //    └─ pass  response.signer
 * ```
 */
export function formatReport(report: Report, { color = false }: formatReport.Options = {}): string {
  const paint = color ? colored : plain
  return [headOf(report), ...notesOf(report), ...branches(report.checks, '', paint), ...endOf(report)].join(
    '\n',
  )
}

export declare namespace formatReport {
  type Options = { color?: boolean | undefined }
}

const assurances = {
  hardware: 'hardware',
  simulated: 'simulated, which proves nothing',
  acknowledged: 'acknowledged, a word on chain',
} as const

/** What failed has no assurance; but that nothing was real is said of everything. */
function headOf({ subject, verdict, assurance }: Report): string {
  const says = verdict === 'verified' || assurance === 'simulated'
  return `${subject}: ${verdict}${says ? ` (assurance: ${assurances[assurance]})` : ''}`
}

/** What a reader of `verified` has to know besides. */
const notesOf = ({ claims }: Report): string[] =>
  claims && 'modelInTee' in claims && claims.modelInTee === false
    ? ['The model runs elsewhere, and is not attested: only who passes questions on is.']
    : []

/** Long trees scroll away: what stands in the way comes last. What only depends on another check is not named. */
function endOf({ verdict, checks }: Report): string[] {
  if (verdict === 'verified') return []
  const open = checks.filter(
    ({ status, required, reason }) =>
      status === 'fail' || (status === 'skipped' && required && !reason?.startsWith('depends on ')),
  )
  const failed = open.filter(({ status }) => status === 'fail')
  const skipped = open.filter(({ status }) => status === 'skipped')
  return [...listOf('Failed', failed), ...listOf('Not checked', skipped)]
}

const listOf = (title: string, checks: readonly Check[]): string[] =>
  checks.length === 0 ? [] : wrap(`${title}: ${checks.map(({ name }) => printable(name)).join(', ')}`, 80)

type Paint = (text: string, status: Check['status']) => string
const plain: Paint = (text) => text
const colored: Paint = (text, status) => `\u001b[${colors[status]}m${text}\u001b[0m`

function branches(checks: readonly Check[], indent: string, paint: Paint): string[] {
  const groups = groupByPart(checks, indent === '' ? parts : parts.slice(1))
  return groups.flatMap(({ title, own }, index) => {
    const isLast = index === groups.length - 1
    const inner = `${indent}${isLast ? '   ' : '│  '}`
    const lines =
      title === modelTitle ? branches(own.map(withoutPrefix), inner, paint) : leaves(own, inner, paint)
    return [`${indent}${isLast ? '└─' : '├─'} ${title}`, ...lines]
  })
}

const modelTitle = parts[0]?.[1]
const withoutPrefix = (check: Check): Check => ({ ...check, name: check.name.replace(/^model\./, '') })

/** Parts in the order of their first check, but a machine of the model's own at the end. */
function groupByPart(
  checks: readonly Check[],
  known: typeof parts,
): { title: string; own: readonly Check[] }[] {
  const titleOf = ({ name }: Check) => known.find(([prefix]) => prefix.test(name))?.[1] ?? ''
  const titles = [...new Set(checks.map(titleOf))].sort(
    (one, other) => Number(one === modelTitle) - Number(other === modelTitle),
  )
  return titles.map((title) => ({ title, own: checks.filter((check) => titleOf(check) === title) }))
}

function leaves(checks: readonly Check[], indent: string, paint: Paint): string[] {
  return checks.flatMap((check, index) => {
    const isLast = index === checks.length - 1
    const { name, status, required, reason } = check
    const optional = status === 'skipped' && !required ? ' (not required)' : ''
    const below = `${indent}${isLast ? '   ' : '│  '}      `
    const shown = clip(printable(name), 80 - below.length - optional.length)
    const line = `${indent}${isLast ? '└─' : '├─'} ${paint(marks[status], status)}  ${shown}${optional}`
    const reasons = reason === undefined ? [] : printable(reason).split('; ')
    return [line, ...reasons.flatMap((each) => wrap(each, 80 - below.length)).map((part) => below + part)]
  })
}

const clip = (text: string, width: number) => (text.length > width ? `${text.slice(0, width - 1)}…` : text)

/** Reasons quote what providers say, and reports come from strangers' receipts; neither may move a cursor or break the tree. */
const printable = (text: string) => text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')

/** Breaks at spaces, and within words that fit no line, such as hashes. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ').flatMap((each) => each.match(new RegExp(`.{1,${width}}`, 'gu')) ?? [])) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return line === '' ? lines : [...lines, line]
}
