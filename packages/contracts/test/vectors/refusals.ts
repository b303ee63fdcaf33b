import type { Rejection } from '../../src/protocol.js'

/** A provider's words as it sends them, its status, and what they mean. `text` is absent where they stay whole. */
export type Refusal = readonly [
  status: number,
  said: string,
  kind: Rejection['kind'],
  rest?: Partial<Omit<Rejection, 'kind'>>,
]

const renew = { session: 'renew' } as const
const balance =
  'your locked balance is 0.500000 0G, but the required minimum is 1.200345 0G (breakdown: minimum reserve 1.000000 0G + unsettled fees 0.200000 0G + current request fee 0.000345 0G). Please add more funds with: 0g-compute-cli transfer-fund --provider 0xf07240Efa67755B5311bc75784a061eDB47165Dd --amount <amount>'

/** Stages of a provider's work whose failure is the caller's fault, or its own, whatever the cause says. */
const stages = (stage: string, kind: Rejection['kind']): Refusal => [
  400,
  `${stage}: some cause`,
  kind,
  { text: 'some cause' },
]
const session = (text: string, rest: Partial<Omit<Rejection, 'kind'>> = {}): Refusal => [
  400,
  `validate session: ${text}`,
  'auth',
  { text, ...rest },
]
const validate = (
  text: string,
  kind: Rejection['kind'],
  rest: Partial<Omit<Rejection, 'kind'>> = {},
): Refusal => [400, `validate request: ${text}`, kind, { text, ...rest }]

/** What today's providers say, in the words of their code. */
export const v1Refusals: readonly Refusal[] = [
  session('missing or invalid Authorization header, must be Bearer app-sk-<base64(rawMessage:signature)>'),
  session('invalid base64 in Authorization header: illegal base64 data at input byte 0'),
  session('invalid Authorization payload, expect base64(rawMessage:signature)'),
  session('invalid session token format in Authorization: unexpected end of JSON input'),
  session('session token is for different provider'),
  session('ephemeral token must have an expiration time'),
  session('ephemeral token duration cannot exceed 24 hours'),
  session('session token expired', renew),
  session('session token has been revoked (generation expired)', renew),
  session('invalid session token (future generation)', { session: 'wait' }),
  session('session token has been revoked', renew),
  session('invalid signature format: encoding/hex: invalid byte'),
  session('invalid signature length'),
  session('failed to recover public key from signature: recovery failed'),
  session('signature verification failed: address mismatch'),
  session('something new'),

  validate('get account from contract, account not exist: 0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266', 'funds'),
  validate('get account from contract: dial tcp: i/o timeout', 'provider'),
  validate(
    'user not acknowledge the provider, please use acknowledgeProviderSigner function in sdk first, it will take effect in 2 minutes',
    'signer',
  ),
  validate('service not acknowledge the tee signer', 'signer', { missing: 'owner' }),
  validate(`insufficient balance: ${balance}`, 'funds', {
    available: 500_000_000_000_000_000n,
    required: 1_200_345_000_000_000_000n,
  }),
  validate('insufficient balance: your locked balance is low', 'funds'),
  validate('something new', 'request'),

  stages('read request body', 'request'),
  stages('get model.request from HTTP request', 'request'),
  stages('prepare request extractor', 'request'),
  stages('get text-to-image steps', 'request'),
  stages('get image-editing parameters', 'request'),
  stages('LoRA owner check', 'auth'),
  stages('create request', 'provider'),
  stages('prepare HTTP request', 'provider'),
  stages('call proxied service', 'provider'),
  stages('read from body', 'provider'),
  stages('decode and process', 'provider'),
  [
    400,
    "enforce configured model: model not supported: requested 'a', only 'b' is available for this service",
    'request',
    { text: "model not supported: requested 'a', only 'b' is available for this service" },
  ],
  [400, 'unsupported endpoint: endpoint not supported', 'request'],
  [400, 'request body is required', 'request'],
  [400, 'invalid image index', 'request'],
  [400, 'Chat id not found or expired, chat_id_not_found', 'request'],
  [403, 'you can only query your own unsettled fee', 'auth'],
  [403, 'you do not have permission to access this job', 'auth'],
  [404, 'job not found', 'request'],
  [404, 'image not found or expired', 'request'],
  [405, 'method not allowed', 'request'],
  [413, 'Request body size exceeds the maximum allowed size of 32MB', 'request'],
  [503, 'async processing is not enabled', 'request'],

  [
    429,
    'Too many concurrent requests. You have 5 active requests (limit: 5). Please wait for some to complete.',
    'busy',
  ],
  [429, 'Rate limit exceeded. Please slow down your request rate (limit: 60 requests/min).', 'busy'],
  [
    429,
    'Token rate limit exceeded. Please wait 12 seconds (limit: 1000 tokens/min).',
    'busy',
    { retryAfterMs: 12_000 },
  ],
  [
    429,
    'Image rate limit exceeded. Please wait 3 seconds (limit: 10 images/min).',
    'busy',
    { retryAfterMs: 3_000 },
  ],
  [
    429,
    'Rate limit exceeded: too many invalid model requests. Please try again in 4m30s',
    'busy',
    { retryAfterMs: 270_000 },
  ],
  [429, 'rate limit exceeded on image serve endpoint', 'busy'],

  // Internal faults are masked with the status's own words.
  [500, 'Internal Server Error', 'provider'],
  [501, 'Not Implemented', 'provider'],
  [502, 'Bad Gateway', 'provider'],
  [503, 'Service Unavailable', 'busy'],
]

/** What providers of autumn 2025 said: EdDSA-signed, plain and first session-signed ones. All with status 400. */
export const legacyRefusals: readonly Refusal[] = [
  stages('read request body', 'request'),
  stages('get model.request from HTTP request', 'request'),
  stages('get input fee', 'request'),
  stages('get input fee and count', 'request'),
  stages('prepare request extractor', 'request'),
  stages('validate request', 'request'),
  stages('session validation failed', 'auth'),
  // The request's hash is a key of the provider's database.
  stages('create request', 'auth'),
  stages('prepare HTTP request', 'provider'),
  stages('call proxied service', 'provider'),
  stages('read from body', 'provider'),
  stages('decode and process', 'provider'),

  ...['Address', 'Fee', 'Input-Fee', 'Nonce', 'Request-Hash', 'Signature'].map(
    (name): Refusal => [
      400,
      `get model.request from HTTP request: ${name}: missing Header`,
      'auth',
      { text: `${name}: missing Header` },
    ],
  ),
  validate('get account from contract: account not exist', 'funds'),
  validate('get account from contract: dial tcp: i/o timeout', 'provider'),
  validate('user not acknowledge the provider', 'signer'),
  validate('Failed to parse signature', 'auth'),
  validate('check signature: bad point', 'auth'),
  validate('invalid signature', 'auth'),
  validate('invalid nonce, received nonce 7 not greater than the previous nonce: 9', 'auth'),
  validate('invalid inputFee, expected 12 A0GI, but received 11 A0GI', 'request'),
  validate(
    'insufficient balance, total fee of 2000000400000000 (including response reservation) exceeds the available balance of 17',
    'funds',
    { required: 2_000_000_400_000_000n, available: 17n },
  ),
  ...[
    'missing session authentication headers, please make sure your client includes Address, Session-Token, and Session-Signature headers',
    'invalid session token format',
    'address mismatch in session token',
    'session token is for different provider',
    'session token expired',
    'invalid signature format: encoding/hex: invalid byte',
    'invalid signature length',
    'failed to recover public key from signature: recovery failed',
    'signature verification failed: address mismatch',
  ].map((text): Refusal => [400, `session validation failed: ${text}`, 'auth', { text }]),
  [400, 'Chat id not found or expired, chat_id_not_found', 'request'],
]
