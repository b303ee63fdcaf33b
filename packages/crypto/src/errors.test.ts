import { BaseError } from '@zg/core'
import { expect, test } from 'vitest'
import {
  DisposedSignerError,
  InvalidElementError,
  InvalidMessageError,
  InvalidPointError,
  InvalidPrivateKeyError,
  InvalidSignatureError,
  PedersenTemplateError,
  PoseidonWidthError,
  SpongeOutputsError,
} from './errors.js'

const keyRemedy = 'Make one with createPrivateKey(), or decode yours with hexToBytes() of @zg/core.'
const signatureRemedy = 'Take what signing or packSignature() returned.'

const pointRemedy = 'Take what getPublicKey(), unpackPoint() or fromCircomlibPoint() returned.'
const templateRemedy = 'Make a template for each kind of message.'

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
    `The signature is malformed: S is no bigint from 0 to below 2^256.\n${signatureRemedy}`,
  ],
  [
    new PoseidonWidthError({ what: 'inputs', count: 17, maximum: 16 }),
    { name: 'PoseidonWidthError', what: 'inputs', count: 17, maximum: 16 },
    'Poseidon takes 1 to 16 inputs, not 17.\nHash more elements in a tree of hashes.',
  ],
  [
    new PoseidonWidthError({ what: 'outputs', count: 4, maximum: 3 }),
    { what: 'outputs', count: 4, maximum: 3 },
    'Poseidon takes 1 to 3 outputs, not 4.\nAsk for at most one more than there are inputs.',
  ],
  [
    new PoseidonWidthError({ what: 'inputs in each row', count: 3, maximum: 2 }),
    { what: 'inputs in each row' },
    'Poseidon takes 1 to 2 inputs in each row, not 3.\nGive rows of one length.',
  ],
  [
    new SpongeOutputsError({ count: 0 }),
    { name: 'SpongeOutputsError', count: 0 },
    'A sponge gives 1 output or more, not 0.\nLeave `outputs` out for a single one.',
  ],
  [
    new InvalidElementError(),
    { name: 'InvalidElementError' },
    'A field element or scalar is a bigint, and this is none.\nWrite 1n for 1, or convert with BigInt().',
  ],
  [
    new InvalidPointError({ reason: 'form' }),
    { name: 'InvalidPointError', reason: 'form' },
    `The point is refused: it is no { x, y } of bigints from 0 to below the field prime.\n${pointRemedy}`,
  ],
  [
    new InvalidPointError({ reason: 'curve' }),
    { reason: 'curve' },
    `The point is refused: it is not on Baby Jubjub.\n${pointRemedy}`,
  ],
  [
    new InvalidPointError({ reason: 'order' }),
    { reason: 'order' },
    `The point is refused: its order is 8 or less, so as a key it accepts a signature of any message.\n${pointRemedy}`,
  ],
  [
    new PedersenTemplateError({ reason: 'ranges', length: 48 }),
    { name: 'PedersenTemplateError', reason: 'ranges', length: 48 },
    `The template doesn't fit: the ranges are not ascending parts of its 48 bytes.\n${templateRemedy}`,
  ],
  [
    new PedersenTemplateError({ reason: 'length', length: 48 }),
    { reason: 'length' },
    `The template doesn't fit: the message has another length than its 48 bytes.\n${templateRemedy}`,
  ],
  [
    new PedersenTemplateError({ reason: 'fixed', length: 48 }),
    { reason: 'fixed' },
    `The template doesn't fit: the message differs from it outside the ranges.\n${templateRemedy}`,
  ],
  [
    new InvalidSignatureError({ reason: 'order', length: 64 }),
    { reason: 'order' },
    `The signature is malformed: S is not below the subgroup's order.\n${signatureRemedy}`,
  ],
])('%s', (error, fields, message) => {
  expect(BaseError.is(error)).toBe(true)
  expect(error).toMatchObject(fields)
  expect(error.message).toBe(message)
})
