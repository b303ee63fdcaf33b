import { expect, test } from 'vitest'
import * as core from './index.js'

test('the public names', () => {
  expect(Object.keys(core).sort()).toMatchInlineSnapshot(`
    [
      "BaseError",
      "InvalidAmountError",
      "InvalidEncodingError",
      "NetworkError",
      "ZGServingBrokerError",
      "base64ToBytes",
      "bytesToBase64",
      "bytesToHex",
      "bytesToUtf8",
      "concatBytes",
      "createReport",
      "fetchDocument",
      "formatOg",
      "hexToBytes",
      "memoryStore",
      "parseOg",
      "readBody",
      "toNeuron",
      "utf8ToBytes",
    ]
  `)
})
