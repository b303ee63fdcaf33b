import { test } from 'vitest'

test('never ends', () => new Promise(() => undefined), 600_000)
