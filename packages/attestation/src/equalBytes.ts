/** Compares bytes that everybody may know, so that the time it takes tells nothing. */
export const equalBytes = (one: Uint8Array, other: Uint8Array | undefined): boolean =>
  one.length === other?.length && one.every((byte, index) => byte === other[index])
