/** What of a message may be something else than text. */
export type Content = { readonly content?: unknown; readonly audio?: unknown }

/** How many parts of messages aren't text: images, sound, files. No byte of the request tells what they cost. */
export function countAttachments(messages: readonly Content[]): bigint {
  const parts = messages.flatMap(({ content, audio }) => [content ?? '', audio ?? ''].flat())
  return BigInt(parts.filter((part) => !isText(part)).length)
}

const textTypes = new Set<unknown>(['text', 'refusal'])

const isText = (part: unknown): boolean =>
  typeof part === 'string' ||
  (typeof part === 'object' && part !== null && 'type' in part && textTypes.has(part.type))
