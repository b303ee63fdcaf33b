import { InvalidServiceTypeError } from '@zg/contracts'
import { expect, test } from 'vitest'
import { checkService } from './checkService.js'

test('inference is the one that is known, and the one that is meant', () => {
  expect(checkService('inference')).toBe('inference')
  expect(checkService()).toBe('inference')
})

test.each(['fine-tuning', 'Inference', 'inference ', ''])('%j is refused', (serviceType) => {
  const refused = () => checkService(serviceType)
  expect(refused).toThrow(InvalidServiceTypeError)
  expect(refused).toThrow(`"${serviceType}" is not a type of service here.\nUse 'inference'.`)
})
