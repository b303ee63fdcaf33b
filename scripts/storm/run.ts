/** The budget storms, whole: `pnpm storm`, or one of them by its name. */
import { formatOg } from '@zg/core'
import { checkStorm } from './checkStorm.js'
import { runStorm, type Storm } from './runStorm.js'

const storms: Readonly<Record<string, Storm>> = {
  'v1-redis': { protocol: 'v1', store: 'redis', processes: 4, requests: 100, room: 20n },
  'v1-files': { protocol: 'v1', store: 'files', processes: 4, requests: 100, room: 20n },
  'legacy-redis': { protocol: 'legacy', store: 'redis', processes: 4, requests: 25, room: 6n },
}

const wanted = process.argv.slice(2)
for (const [name, storm] of Object.entries(storms)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const result = await runStorm(storm)
  console.log(
    `${name}: ${result.answered} answered and ${result.refused} refused in ${result.seconds.toFixed(1)} s; of ${formatOg(result.cap)} 0G ` +
      `${formatOg(result.billed)} billed, ${formatOg(result.spending.settled)} counted; at most ${formatOg(result.highest)} at ${result.looks} looks`,
  )
  const failed = Object.entries(checkStorm(result)).flatMap(([what, holds]) => (holds ? [] : [what]))
  for (const what of failed) console.error(`  doesn't hold: ${what}`)
  for (const other of result.others.slice(0, 5)) console.error(`  ended otherwise: ${other}`)
  if (failed.length > 0) process.exitCode = 1
}
process.exit()
