import type { Session } from '../src/auth/session/session.js'

/** As the network's own client wrote it. */
export const sessionVector = {
  session: {
    address: '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266',
    provider: '0xf07240Efa67755B5311bc75784a061eDB47165Dd',
    timestamp: 1_760_000_000_000,
    expiresAt: 1_760_086_400_000,
    nonce: '00112233445566778899aabbccddeeff',
    generation: 0n,
    tokenId: 255,
  } satisfies Session,
  message:
    '{"address":"0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266","provider":"0xf07240Efa67755B5311bc75784a061eDB47165Dd","timestamp":1760000000000,"expiresAt":1760086400000,"nonce":"00112233445566778899aabbccddeeff","generation":0,"tokenId":255}',
  digest: '0xa31c51e2b830062a5cefc9cc08d83e983895dd46c973a1df57c3e75181fec0d3',
  signature:
    '0xa8541b63200ffda09cfa84ffee2ffe4d0a0674b44814382d15e737254b96568b5d3340da986c2639a25fb0e7fe84f8965f8d2a09c574b992980823ee8b2dda0a1b',
  token:
    'app-sk-eyJhZGRyZXNzIjoiMHhmMzlGZDZlNTFhYWQ4OEY2RjRjZTZhQjg4MjcyNzljZmZGYjkyMjY2IiwicHJvdmlkZXIiOiIweGYwNzI0MEVmYTY3NzU1QjUzMTFiYzc1Nzg0YTA2MWVEQjQ3MTY1RGQiLCJ0aW1lc3RhbXAiOjE3NjAwMDAwMDAwMDAsImV4cGlyZXNBdCI6MTc2MDA4NjQwMDAwMCwibm9uY2UiOiIwMDExMjIzMzQ0NTU2Njc3ODg5OWFhYmJjY2RkZWVmZiIsImdlbmVyYXRpb24iOjAsInRva2VuSWQiOjI1NX18MHhhODU0MWI2MzIwMGZmZGEwOWNmYTg0ZmZlZTJmZmU0ZDBhMDY3NGI0NDgxNDM4MmQxNWU3MzcyNTRiOTY1NjhiNWQzMzQwZGE5ODZjMjYzOWEyNWZiMGU3ZmU4NGY4OTY1ZjhkMmEwOWM1NzRiOTkyOTgwODIzZWU4YjJkZGEwYTFi',
} as const
