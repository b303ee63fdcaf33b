/** Fills an array with bytes that nobody can foresee, and gives it back. */
export type Random = (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>

/** The platform's generator, for secrets. */
export const secureRandom: Random = (bytes) => crypto.getRandomValues(bytes)
