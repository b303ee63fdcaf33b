/** What is timed: signatures are of 64 bytes, hashes of 48 bytes and of two field elements. */
export const operations = [
  ...(['sign', 'signPrepared', 'verify', 'verifyPrepared'] as const),
  ...(['pedersen', 'publicKey', 'signPoseidon', 'poseidon', 'poseidonBatch'] as const),
]
export type Operation = (typeof operations)[number]

/** Whoever computes. A side leaves out what it can't do; `poseidonBatch` hashes 64 pairs. */
export type Side = { name: string; operations: Readonly<Partial<Record<Operation, () => unknown>>> }

export const batchSize = 64
export const privateKey: Uint8Array = Uint8Array.from({ length: 32 }, (_, i) => i * 7 + 1)
export const message: Uint8Array = Uint8Array.from({ length: 64 }, (_, i) => i * 31 + 7)
/** 64 pairs of elements; `element` is the first one. */
export const elements: readonly bigint[] = Array.from(
  { length: 2 * batchSize },
  (_, i) => (1n << 250n) + BigInt(i) ** 30n,
)
export const element: bigint = elements[0] ?? 0n
