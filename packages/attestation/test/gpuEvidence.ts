import { p384 } from '@noble/curves/nist.js'
import { bytesToBase64, concatBytes, utf8ToBytes } from '@zg/core'
import { encodePem } from '../src/simulate/authority.js'
import {
  derBits,
  derExplicit,
  derInteger,
  derName,
  derOctets,
  derOid,
  derSequence,
  derSmallInteger,
  derTime,
  encodeDer,
} from '../src/simulate/encodeDer.js'
import { textBytes, uint16 } from '../src/simulate/encodeQuote.js'
import { derTag } from '../src/x509/der.js'
import { ecdsaP384 } from '../src/x509/ecdsaP384.js'

export const now = Date.parse('2026-06-01T00:00:00Z')
export const nonce = Uint8Array.from({ length: 32 }, (_, index) => index)
const firmware = new Uint8Array(48).fill(0x77)
const day = 86_400_000

const newKey = () => {
  const secret = p384.utils.randomSecretKey()
  return {
    publicKey: p384.getPublicKey(secret, false),
    sign: (message: Uint8Array) => p384.sign(message, secret, { lowS: false }),
  }
}
type Key = ReturnType<typeof newKey>
const keys = { root: newKey(), gpu: newKey() }

const derKey = ({ publicKey }: Pick<Key, 'publicKey'>) =>
  derSequence(derSequence(derOid('1.2.840.10045.2.1'), derOid(ecdsaP384.curve)), derBits(publicKey))

/** What NVIDIA's certificates say of the firmware that they were made for. */
const firmwareExtension = (hash: Uint8Array) => ({
  oid: '2.23.133.5.4.1',
  critical: false,
  value: derSequence(
    derSmallInteger(1),
    derKey(keys.gpu),
    derSequence(derOid('2.16.840.1.101.3.4.2.2'), derOctets(hash)),
  ),
})

function issue(
  subject: Key,
  options: { isCa: boolean; extensions?: ReturnType<typeof firmwareExtension>[] },
): Uint8Array {
  const algorithm = derSequence(derOid(ecdsaP384.oid))
  const extensions = [
    {
      oid: '2.5.29.15',
      critical: true,
      value: encodeDer(derTag.bitString, options.isCa ? Uint8Array.of(1, 6) : Uint8Array.of(7, 0x80)),
    },
    ...(options.isCa
      ? [
          {
            oid: '2.5.29.19',
            critical: true,
            value: derSequence(encodeDer(derTag.boolean, Uint8Array.of(0xff))),
          },
        ]
      : []),
    ...(options.extensions ?? []),
  ]
  const body = derSequence(
    ...[
      derExplicit(0, derSmallInteger(2)),
      derSmallInteger(options.isCa ? 1 : 2),
      algorithm,
      derName('root'),
    ],
    derSequence(derTime(now - day), derTime(now + day)),
    derName(options.isCa ? 'root' : 'gpu'),
    derKey(subject),
    derExplicit(
      3,
      derSequence(
        ...extensions.map(({ oid, critical, value }) =>
          derSequence(
            derOid(oid),
            ...(critical ? [encodeDer(derTag.boolean, Uint8Array.of(0xff))] : []),
            derOctets(value),
          ),
        ),
      ),
    ),
  )
  const signature = keys.root.sign(body)
  const halves = [signature.subarray(0, 48), signature.subarray(48)].map(derInteger)
  return derSequence(body, algorithm, derBits(derSequence(...halves)))
}

export const root = issue(keys.root, { isCa: true })

/** One of the fields behind the measurements. */
export const field = (type: number, value: Uint8Array) =>
  concatBytes(uint16(type), uint16(value.length), value)

/** A report up to its signature; `changes` replace its parts. */
function unsigned(changes: {
  nonce?: Uint8Array
  firmware?: Uint8Array
  measurements?: Uint8Array
  fields?: Uint8Array
}) {
  const measured = (index: number) =>
    concatBytes(Uint8Array.of(index, 1), uint16(3), Uint8Array.of(1, 0, index))
  const measurements = changes.measurements ?? concatBytes(measured(1), measured(2))
  const fields =
    changes.fields ??
    concatBytes(
      field(6, Uint8Array.of(0, 0xcf, 0, 0x96, 2, 0, 0, 0)),
      field(3, textBytes('570.172.08', 11)),
      field(20, changes.firmware ?? firmware),
    )
  return concatBytes(
    ...[Uint8Array.of(0x11, 0xe0, 1, 0xff), changes.nonce ?? nonce, Uint8Array.of(0)],
    ...[Uint8Array.of(0x11, 0x60, 0, 0, 2), uint16(measurements.length), Uint8Array.of(0), measurements],
    ...[new Uint8Array(32), uint16(fields.length), fields],
  )
}

/** Evidence of one GPU under `root`, as it should be but for what the caller changes. */
export function gpuEvidence(
  changes: Parameters<typeof unsigned>[0] & {
    certified?: Uint8Array
    behind?: Uint8Array
    pem?: string
    signer?: 'root'
  } = {},
) {
  const report = unsigned(changes)
  const signature = keys[changes.signer ?? 'gpu'].sign(report)
  const leaf = issue(keys.gpu, {
    isCa: false,
    extensions: [firmwareExtension(changes.certified ?? firmware)],
  })
  return {
    evidence: bytesToBase64(concatBytes(report, signature, changes.behind ?? new Uint8Array())),
    certificate: bytesToBase64(utf8ToBytes(changes.pem ?? encodePem(leaf, root))),
  }
}
