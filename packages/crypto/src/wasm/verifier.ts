import type { EngineVerifier, SignatureKind } from '../engine/engine.js'
import { publicAt, signatureAt, sumAt, sumSize } from './layout.js'
import { kindNumber, type Workspace } from './workspace.js'

/** So many keys have tables of 90 kB at once; a verifier that lost its own builds it again, over the one that was used the longest ago. */
const maximumTables = 16

/** The tables of public keys in the module's memory, the one used last at the end. */
export type KeyTables = { owner: object; address: number }[]

/** A public key with its table and with its part of the Pedersen hash summed. */
export function createVerifier(
  { call, read, write, place, placeRanges }: Workspace,
  tables: KeyTables,
  publicKey: Uint8Array,
): EngineVerifier {
  const owner = {}
  const key = Uint8Array.from(publicKey)
  const tableOf = (): number => {
    const index = tables.findIndex((table) => table.owner === owner)
    const [found] = index < 0 ? [] : tables.splice(index, 1)
    const table = found ?? { owner, address: build() }
    tables.push(table)
    return table.address
  }
  const build = (): number => {
    const old = tables.length < maximumTables ? undefined : tables.shift()
    return Number(call.prepareKey(old?.address ?? 0))
  }
  write(publicAt, key)
  tableOf()
  call.sumFixed(0, 0, 1)
  const sum = read(sumAt, sumSize)

  return {
    verify: (kind: SignatureKind, signature, message) => {
      place(message)
      write(publicAt, key)
      write(signatureAt, signature)
      write(sumAt, sum)
      const ranges = placeRanges([{ start: 0, end: message.length }])
      return call.verify(kindNumber[kind], message.length, ranges, tableOf()) === 1
    },
  }
}
