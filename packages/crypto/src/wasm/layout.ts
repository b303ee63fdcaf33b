/**
 * Where the engine and its module leave things for each other: bytes from the module's `io`. The module's source reads this file too.
 * Messages and field elements of any number have a place of their own.
 */

/** An expanded key: 32 bytes that seed nonces, the scalar, and the public point's x and y. */
export const seedAt = 0
export const scalarAt = 32
export const publicAt = 72
export const expandedSize = 136
/** What the fixed parts of a Pedersen hash sum to, as the module has points. */
export const sumAt = 144
export const sumSize = 288
/** A private key: cleared as soon as it is expanded. */
export const keyAt = 432
/** R8.x, R8.y, S. */
export const signatureAt = 464
export const signatureSize = 96
/** Two points or packed ones, operands and results. */
export const pointAt = 576
export const otherAt = 640
/** Ranges of a message that vary: 32-bit starts and ends. */
export const rangesAt = 704
export const maximumRanges = 32
export const ioSize = 960
