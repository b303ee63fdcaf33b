import { describe, expect, test } from 'vitest'
import { InvalidServiceUrlError } from './errors.js'
import { endpointOf } from './serviceUrl.js'

const provider = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266'

describe('the URL of a service', () => {
  test.each([
    ['http://1.2.3.4:3080', 'http://1.2.3.4:3080/v1/proxy'],
    ['https://a.example/', 'https://a.example/v1/proxy'],
    ['https://a.example/base//', 'https://a.example/base/v1/proxy'],
    ['https://a.example/v1/proxy', 'https://a.example/v1/proxy'],
    ['https://a.example/v1/proxy/', 'https://a.example/v1/proxy'],
  ])('%s', (url, endpoint) => {
    expect(endpointOf({ provider, url })).toBe(endpoint)
  })

  test.each([
    ['', 'it is no URL'],
    ['a.example', 'it is no URL'],
    ['ftp://a.example', 'it speaks ftp:'],
    ['javascript:alert(1)', 'it speaks javascript:'],
    ['http://user@a.example', 'it holds credentials'],
    ['http://:secret@a.example', 'it holds credentials'],
    ['http://a.example/?q=1', 'it holds a query or a fragment'],
    ['http://a.example/#x', 'it holds a query or a fragment'],
  ])('%j is refused', (url, reason) => {
    expect(() => endpointOf({ provider, url })).toThrow(new InvalidServiceUrlError({ provider, reason }))
  })
})
