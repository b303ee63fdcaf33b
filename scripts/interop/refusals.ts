import type { Devnet } from '@zg/devnet'

type Headers = Record<string, string>
type Refusal = { name: string; changed: Headers; to?: string }

/** What a provider must refuse: a used set again, and a fresh set with any one field changed or sent elsewhere. */
export function refusals(
  used: Headers,
  fresh: Headers,
  { user, devnet }: { user: Devnet['accounts'][number]; devnet: Devnet },
): readonly Refusal[] {
  const stranger = devnet.accounts.find(({ address }) => address !== user.address && address !== devnet.owner)
  const [, otherProvider] = devnet.providers
  if (!stranger || !otherProvider) throw new Error('The devnet has too few accounts or providers.')
  const more = (name: string) => ({ ...fresh, [name]: String(BigInt(fresh[name] ?? '0') + 1n) })
  const less = (name: string) => ({ ...fresh, [name]: String(BigInt(fresh[name] ?? '0') - 1n) })

  return [
    { name: 'the same headers again', changed: used },
    {
      name: 'the same headers with another Request-Hash',
      changed: { ...used, 'Request-Hash': `0x${'ab'.repeat(32)}` },
    },
    { name: 'a higher nonce', changed: more('Nonce') },
    { name: 'a lower nonce', changed: less('Nonce') },
    { name: 'a higher fee', changed: { ...more('Fee'), 'Input-Fee': more('Input-Fee')['Input-Fee'] ?? '' } },
    { name: 'a lower fee', changed: { ...less('Fee'), 'Input-Fee': less('Input-Fee')['Input-Fee'] ?? '' } },
    { name: 'a changed signature', changed: { ...fresh, Signature: flipFirstByte(fresh.Signature ?? '[]') } },
    { name: "another account's address", changed: { ...fresh, Address: stranger.address } },
    { name: 'another provider', changed: fresh, to: otherProvider.url },
    ...['Address', 'Fee', 'Input-Fee', 'Nonce', 'Request-Hash', 'Signature'].map((name) => ({
      name: `no ${name}`,
      changed: Object.fromEntries(Object.entries(fresh).filter(([header]) => header !== name)),
    })),
  ]
}

function flipFirstByte(signature: string): string {
  const bytes: unknown = JSON.parse(signature)
  if (!Array.isArray(bytes)) throw new Error('The signature is not an array of bytes.')
  return JSON.stringify(bytes.map((byte, index) => (index === 0 ? Number(byte) ^ 1 : byte)))
}
