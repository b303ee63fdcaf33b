import { cbc } from '@noble/ciphers/aes.js'
import { md5 } from '@noble/hashes/legacy.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { base64ToBytes, bytesToBase64, bytesToHex, bytesToUtf8, concatBytes, utf8ToBytes } from '@zg/core'
import type { MessageSigner } from '../messageSigner.js'

const magic = utf8ToBytes('Salted__')
const saltLength = 8
const encryptionMessage = 'MESSAGE_FOR_ENCRYPTION_KEY'

/** The text that a wallet's keys are sealed with: it follows from the wallet's signature, and only from that. */
export async function passphraseOf(signer: MessageSigner): Promise<string> {
  const signature = await signer.signMessage({ message: encryptionMessage })
  return `0x${bytesToHex(sha256(utf8ToBytes(signature)))}`
}

/** Seals a text as the network's clients do: OpenSSL's salted AES-256-CBC, base64. Kept for compatibility; it isn't authenticated. */
export function seal(text: string, passphrase: string, salt: Uint8Array): string {
  const { key, iv } = deriveKey(passphrase, salt)
  return bytesToBase64(concatBytes(magic, salt, cbc(key, iv).encrypt(utf8ToBytes(text))))
}

/** Opens a sealed text; null for a wrong passphrase or a malformed text. */
export function open(sealed: string, passphrase: string): string | null {
  try {
    const bytes = base64ToBytes(sealed)
    const header = bytes.subarray(0, magic.length)
    if (bytesToHex(header) !== bytesToHex(magic)) return null
    const { key, iv } = deriveKey(passphrase, bytes.subarray(magic.length, magic.length + saltLength))
    return bytesToUtf8(cbc(key, iv).decrypt(bytes.subarray(magic.length + saltLength)))
  } catch {
    return null // Padding, base64 or UTF-8 is wrong: which of them would help an attacker only.
  }
}

/** OpenSSL's EVP_BytesToKey with MD5 and one iteration: 32 bytes of key, 16 of IV. */
function deriveKey(passphrase: string, salt: Uint8Array): { key: Uint8Array; iv: Uint8Array } {
  const secret = concatBytes(utf8ToBytes(passphrase), salt)
  let derived = new Uint8Array()
  let block = new Uint8Array()
  while (derived.length < 48) {
    block = new Uint8Array(md5(concatBytes(block, secret)))
    derived = new Uint8Array(concatBytes(derived, block))
  }
  return { key: derived.subarray(0, 32), iv: derived.subarray(32, 48) }
}
