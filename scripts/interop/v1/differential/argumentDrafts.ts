import fc from 'fast-check'
import { type AbiParameter, type Address, maxUint256, zeroAddress } from 'viem'
import { outsider, owner, providers, teeAccount, users } from './actors.js'
import { amounts } from './amounts.js'
import { settlementDrafts } from './settlements.js'

const pick = fc.constantFrom
const mostly = <value>(usual: fc.Arbitrary<value>, odd: fc.Arbitrary<value>, weight = 8) =>
  fc.oneof({ weight, arbitrary: usual }, { weight: 1, arbitrary: odd })
const list = <value>(one: fc.Arbitrary<value>, most: number, tooMany: number, value: value) =>
  mostly(fc.array(one, { maxLength: most }), fc.constant(Array<value>(tooMany).fill(value)), 12)

const anybody = pick<Address>(zeroAddress, outsider, owner, ...users, ...providers)
const user = mostly(pick(...users), anybody)
const provider = mostly(pick(...providers), anybody)
const text = pick('', 'inference', 'v1.0', 'other')
/** At, and one beyond, the longest that is taken. */
const info = mostly(pick('', '{"a":1}'), pick('x'.repeat(4096), 'x'.repeat(4097)), 4)

const byName: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  user,
  recipient: user,
  provider,
  providers: list(provider, 3, 21, providers[0] ?? zeroAddress),
  users: list(user, 3, 501, users[0] ?? zeroAddress),
  newOwner: mostly(fc.constant(owner), anybody, 20),
  serviceName: mostly(pick('inference-v1.0'), text),
  serviceType: text,
  version: text,
  description: text,
  additionalInfo: info,
  amount: amounts,
  cancelRetrievingAmount: amounts,
  _locktime: pick(3_599n, 3_600n, 86_400n, 604_800n, 604_801n),
  offset: pick(0n, 1n, 2n, 3n, maxUint256),
  limit: pick(0n, 1n, 2n, 50n, 51n),
  tokenId: pick(0, 1, 7, 254, 255),
  tokenIds: list(pick(0, 1, 7, 254, 255), 4, 256, 3),
  interfaceId: pick('0x01ffc9a7', '0x160841b1', '0xffffffff', '0x00000000'),
  settlements: settlementDrafts,
  params: fc.record({
    serviceType: pick('chatbot', 'chatbot', 'text-to-image'),
    url: pick('http://127.0.0.1:1', 'http://127.0.0.1:2'),
    model: pick('model-a', 'model-a', 'model-b'),
    verifiability: pick('TeeML', 'TeeML', ''),
    inputPrice: pick(0n, 100n, maxUint256),
    outputPrice: pick(0n, 400n),
    additionalInfo: info,
    teeSignerAddress: mostly(
      pick(...providers.map((one) => teeAccount(one).address)),
      pick(zeroAddress, outsider),
    ),
  }),
}

const byType: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  address: anybody,
  bool: fc.boolean(),
  uint256: amounts,
  string: text,
}

/** Values for one parameter of the ABI, by its name where the name says more than its type. */
export function argumentDraft({ name = '', type }: AbiParameter): fc.Arbitrary<unknown> {
  const draft = byName[name] ?? byType[type]
  if (!draft) throw new Error(`No values for a parameter "${name}" of type ${type}.`)
  return draft
}
