import { type Service, v1 } from '@zg/contracts'
import { getAddress, zeroAddress } from 'viem'

/** What the contract of today's network keeps of a service. */
export const rawService = {
  provider: getAddress('0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266'),
  serviceType: 'chatbot',
  url: 'http://127.0.0.1',
  model: 'zg/scripted-7b',
  verifiability: 'TeeML',
  inputPrice: 0n,
  outputPrice: 0n,
  updatedAt: 0n,
  additionalInfo: '',
  teeSignerAddress: zeroAddress,
  teeSignerAcknowledged: false,
}

/** A service as the contract of today's network would give it, with these fields. */
export const createService = (fields: Partial<typeof rawService> = {}): Service =>
  v1.inference.getService(zeroAddress).decode({ ...rawService, ...fields })
