import { BaseError } from '@zg/core'
import { expect, test } from 'vitest'
import {
  DisposedSignerError,
  InvalidMessageError,
  InvalidPrivateKeyError,
  InvalidSignatureError,
  PoseidonWidthError,
} from './errors.js'

const keyRemedy = 'Make one with createPrivateKey(), or decode yours with hexToBytes() of @zg/core.'
const signatureRemedy = 'Take what signPedersen() or signPoseidon() returned, packed by packSignature().'

test.each([
  [
    new InvalidPrivateKeyError({ length: 31 }),
    { name: 'InvalidPrivateKeyError', length: 31 },
    `A private key has 32 bytes, not 31.\n${keyRemedy}`,
  ],
  [
    new InvalidPrivateKeyError({ length: null }),
    { length: null },
    `A private key has 32 bytes, and this is no Uint8Array.\n${keyRemedy}`,
  ],
  [
    new DisposedSignerError(),
    { name: 'DisposedSignerError' },
    'The signer was disposed of.\nMake another with createSigner().',
  ],
  [
    new InvalidMessageError(),
    { name: 'InvalidMessageError' },
    'The message is no Uint8Array.\nEncode text with utf8ToBytes(), or decode hex with hexToBytes(), both of @zg/core.',
  ],
  [
    new InvalidSignatureError({ reason: 'length', length: 63 }),
    { name: 'InvalidSignatureError', reason: 'length', length: 63 },
    `The signature is malformed: it has 63 bytes instead of 64.\n${signatureRemedy}`,
  ],
  [
    new InvalidSignatureError({ reason: 'length', length: null }),
    { length: null },
    `The signature is malformed: it is no Uint8Array.\n${signatureRemedy}`,
  ],
  [
    new InvalidSignatureError({ reason: 'point', length: 64 }),
    { reason: 'point', length: 64 },
    `The signature is malformed: its first 32 bytes are no point of the curve.\n${signatureRemedy}`,
  ],
  [
    new InvalidSignatureError({ reason: 'scalar', length: null }),
    { reason: 'scalar' },
    `The signature is malformed: S is below 0 or needs more than 32 bytes.\n${signatureRemedy}`,
  ],
  [
    new PoseidonWidthError({ what: 'inputs', count: 17, maximum: 16 }),
    { name: 'PoseidonWidthError', what: 'inputs', count: 17, maximum: 16 },
    'Poseidon takes 1 to 16 inputs, not 17.\nHash more elements in a tree: poseidonHash() of hashes.',
  ],
  [
    new PoseidonWidthError({ what: 'outputs', count: 4, maximum: 3 }),
    { what: 'outputs', count: 4, maximum: 3 },
    'Poseidon takes 1 to 3 outputs, not 4.\nAsk poseidonHash() for at most one output more than there are inputs.',
  ],
])('%s', (error, fields, message) => {
  expect(BaseError.is(error)).toBe(true)
  expect(error).toMatchObject(fields)
  expect(error.message).toBe(message)
})
