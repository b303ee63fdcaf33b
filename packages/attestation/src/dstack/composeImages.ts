import { type ComposeLine, composeLines } from './composeLines.js'

/** A Docker Compose text, as far as it says which images run. */
export type ComposeImages = {
  /** Every image that it names, as it names it. */
  images: readonly string[]
  /** What keeps the text from saying which code runs: images that aren't pinned, and lines that can't be judged. */
  faults: readonly string[]
}

const pinned = /^[\w.\-/:]+@sha256:[0-9a-f]{64}$/
/** Keys that bring in code or text which the compose itself does not hold. */
const elsewhere = ['build', 'extends', 'include']

/**
 * Lists the images of a Docker Compose text and what keeps it from fixing them.
 *
 * This reads the plain block form of YAML in which such texts are written, line by line. A line in any other form, which might hide an image from
 * this reader and not from Docker, is a fault: what can't be judged is not pinned. Pinned means `name@sha256:` and 64 hex digits, without variables.
 *
 * @example
 * ```ts
 * import { composeImages } from '@zg/attestation'
 *
 * composeImages('services:\n  db:\n    image: mysql:8.0\n').faults // ['line 3: mysql:8.0 is not pinned']
 * ```
 */
export function composeImages(text: string): ComposeImages {
  const lines = composeLines(text)
  const images = lines.filter(({ key }) => key === 'image').map(({ value }) => value)
  const faults = lines.flatMap((line, index) =>
    faultsOf(line, lines[index + 1]).map((fault) => `line ${line.number}: ${fault}`),
  )
  return { images, faults: images.length === 0 ? [...faults, 'it names no image'] : faults }
}

function faultsOf({ key, value, fault, start }: ComposeLine, next: ComposeLine | undefined): string[] {
  const found = fault === null ? [] : [fault]
  if (key === 'image' && !pinned.test(value))
    found.push(`${value || 'an image without a name'} is not pinned`)
  if (key === 'image' && (next?.indent ?? 0) > start) found.push('its image goes on in the next line')
  if (key === 'type' && value === 'image') found.push('it mounts an image')
  if (elsewhere.includes(key)) found.push(`${key} takes code from elsewhere`)
  return found
}
