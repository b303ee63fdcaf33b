import { createEvidence } from './evidence.js'
import { measureSizes } from './measureSizes.js'
import { type Times, timeSides } from './timeSides.js'

type Row = {
  title: string
  unit: 'ms' | 'kB'
  ours: number
  theirs: number
  theirsOnPage: number
  target: number
}

/**
 * One quote verified by us and by `@phala/dcap-qvl` 0.3.9, whose signatures OpenSSL computes under Node and JavaScript on a page; ours are the same code in
 * both. First in a fresh process, then another quote of the same platform. Leaves with 1 when a target is missed beside the page.
 */
export async function attestation(): Promise<void> {
  const times = timeSides(createEvidence({ now: Date.now(), quotes: 31 }))
  const row = (title: string, what: keyof Times): Row => ({
    ...{ title, unit: 'ms', target: 1 },
    ...{ ours: times.ours[what], theirs: times.theirs[what], theirsOnPage: times.theirsOnPage[what] },
  })
  const { ours, theirs } = await measureSizes()
  const [kB, otherKB] = [ours / 1000, theirs / 1000]
  const rows: Row[] = [
    row('import', 'imported'),
    row('import and first quote', 'first'),
    row('another quote, warm', 'warm'),
    row('another quote, nothing kept', 'anew'),
    { title: 'bundle, gzipped', unit: 'kB', ours: kB, theirs: otherKB, theirsOnPage: otherKB, target: 1 / 3 },
  ]
  console.log(`${''.padEnd(28)}        ours    dcap-qvl, Node  ratio    dcap-qvl, page  ratio`)
  for (const each of rows) console.log(formatRow(each))
  if (rows.some((each) => each.ours / each.theirsOnPage > each.target)) process.exitCode = 1
}

function formatRow({ title, unit, ours, theirs, theirsOnPage, target }: Row): string {
  const figure = (value: number, width: number) => `${value.toFixed(1)} ${unit}`.padStart(width)
  const ratio = (other: number) => `${(ours / other).toFixed(2)}${ours / other > target ? ' !' : '  '}`
  return [
    title.padEnd(28),
    figure(ours, 12),
    figure(theirs, 18),
    ratio(theirs).padStart(9),
    figure(theirsOnPage, 16),
    ratio(theirsOnPage).padStart(9),
  ].join('')
}
