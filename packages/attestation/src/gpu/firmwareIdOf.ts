import { EvidenceError } from '../errors.js'
import type { Certificate } from '../x509/certificate.js'
import { derTag, fieldsOf, readDer } from '../x509/der.js'
import { readOid } from '../x509/derValues.js'

/** TCG's composite device id: version, key, and the hash of the firmware that the certificate was made for. */
const compositeDeviceId = '2.23.133.5.4.1'
const sha384 = '2.16.840.1.101.3.4.2.2'

/** The hash of the firmware that a GPU's certificate was made for. Throws `EvidenceError` when it names none. */
export function firmwareIdOf({ extensions }: Certificate): Uint8Array {
  const extension = extensions.get(compositeDeviceId)
  if (!extension) throw new EvidenceError('the certificate names no firmware')
  const fields = fieldsOf(readDer(extension.value))
  fields.next(derTag.integer)
  fields.next(derTag.sequence)
  const firmware = fieldsOf(fields.next(derTag.sequence))
  fields.end()
  const algorithm = readOid(firmware.next(derTag.oid))
  if (algorithm !== sha384) throw new EvidenceError(`the firmware's hash is of kind ${algorithm}`)
  const hash = firmware.next(derTag.octetString).content
  firmware.end()
  return hash
}
