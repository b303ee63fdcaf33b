import { bytesToHex } from '@zg/core'
import type { Checklist, Step } from '../checklist.js'
import { EvidenceError } from '../errors.js'
import type { Policy } from '../policy/policy.js'
import type { TdReport } from '../quote/quote.js'
import { type AppCompose, readAppCompose } from './appCompose.js'
import { checkMrConfigId } from './checkMrConfigId.js'
import { composeImages } from './composeImages.js'
import { type AppInfo, decodeAppInfo } from './decodeAppInfo.js'
import { parseEventLog } from './eventLog.js'
import { replayEventLog } from './replayEventLog.js'

/** What a dstack machine hands on beside its quote. */
export type DstackLog = {
  /** JSON. */
  eventLog: string
  /** The text whose hash is measured; null when the report lacks it. */
  appCompose: string | null
  /** What version 3 of MRCONFIGID hashes; null when the report lacks it. */
  mrConfig: string | null
}

/** What the measurements prove of the application. */
export type AppClaims = AppInfo & {
  images: readonly string[]
  /** Runs before the containers, and can do anything. */
  preLaunchScript: string | null
}

/** The checks between a quote's registers and the images that run. `td` is the quote once it is proven. */
export function checkDstack(
  list: Checklist,
  td: Step<TdReport>,
  { log, policy }: { log: DstackLog; policy: Policy },
): AppClaims | undefined {
  const events = list.run('dstack.eventLog.replay', [td], ({ rtmrs }) => {
    const parsed = parseEventLog(log.eventLog)
    replayEventLog(parsed, rtmrs)
    return parsed
  })
  const app = list.run('dstack.appInfo', [events], decodeAppInfo)
  const compose = checkCompose(list, app, log)
  if (td.value?.mrConfigId.every((byte) => byte === 0)) {
    list.skip('dstack.mrConfigId', 'the machine was started without one', { required: false })
  } else {
    list.run('dstack.mrConfigId', [td, app], ({ mrConfigId }, info) =>
      checkMrConfigId({ mrConfigId, app: info, document: log.mrConfig ?? undefined }),
    )
  }
  checkOsImage(list, td, app, policy)
  checkAllowed(list, app, policy)
  checkPinned(list, compose, policy)
  const { compose: text = null, preLaunchScript = null } = compose.value ?? {}
  return (
    app.value && { ...app.value, preLaunchScript, images: text === null ? [] : composeImages(text).images }
  )
}

function checkCompose(list: Checklist, app: Step<AppInfo>, { appCompose }: DstackLog): Step<AppCompose> {
  const name = 'dstack.composeHash'
  if (appCompose !== null) return list.run(name, [app], (info) => readAppCompose(appCompose, info))
  list.skip(name, 'the report lacks the compose text', { required: true })
  return { name, passed: false }
}

function checkOsImage(list: Checklist, td: Step<TdReport>, app: Step<AppInfo>, policy: Policy): void {
  const name = 'dstack.osImage'
  const { allowedOsImages: allowed } = policy
  if (!allowed) {
    skipUnlisted(list, name, 'no list of operating system images was given', policy)
    return
  }
  list.run(name, [td, app], ({ mrTd, rtmrs }, { osImageHash }) => {
    const [, rtmr1, rtmr2] = rtmrs
    const found = {
      osImageHash: osImageHash ?? 'none',
      mrtd: bytesToHex(mrTd),
      rtmr1: bytesToHex(rtmr1),
      rtmr2: bytesToHex(rtmr2),
    }
    const isListed = allowed.some(
      (image) =>
        same(image.osImageHash, found.osImageHash) &&
        same(image.mrtd, found.mrtd) &&
        same(image.rtmr1, found.rtmr1) &&
        same(image.rtmr2, found.rtmr2),
    )
    if (!isListed)
      throw new EvidenceError(`the image ${found.osImageHash} with these measurements is not listed`)
  })
}

function checkAllowed(list: Checklist, app: Step<AppInfo>, policy: Policy): void {
  const name = 'compose.allowed'
  const { allowedComposeHashes: allowed } = policy
  if (!allowed) {
    skipUnlisted(list, name, 'no list of reviewed compose texts was given', policy)
    return
  }
  list.run(name, [app], ({ composeHash }) => {
    if (!allowed.some((hash) => same(hash, composeHash)))
      throw new EvidenceError(`${composeHash} is not listed`)
  })
}

/** Where trust begins with the first sight, what was seen stands in the place of a list. */
function skipUnlisted(list: Checklist, name: string, reason: string, { name: policy }: Policy): void {
  const isObserved = policy === 'observed'
  list.skip(name, isObserved ? 'what was seen first has to stay' : reason, { required: !isObserved })
}

function checkPinned(list: Checklist, compose: Step<AppCompose>, { requirePinnedImages }: Policy): void {
  const name = 'compose.imagesPinned'
  if (!requirePinnedImages) {
    list.skip(name, 'the policy does not ask for it', { required: false })
    return
  }
  list.run(name, [compose], ({ compose: text }) => {
    if (text === null) throw new EvidenceError('something else than Docker Compose runs the application')
    const { faults } = composeImages(text)
    if (faults.length > 0) throw new EvidenceError(faults.join('; '))
  })
}

/** Whoever writes a list may write hex with 0x, and in capitals. */
const same = (listed: string, found: string) => listed.toLowerCase().replace(/^0x/, '') === found
