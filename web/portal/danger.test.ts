import { expect, test } from 'vitest'
import { holdsDanger } from './danger'

const words = ['自杀', 'abuse', 'kill myself']

test.each(['他说要自杀了', 'ABUSE', 'an abuse.', 'I will kill  myself', '想kill myself', 'ａｂｕｓｅ', '自 杀', '他说自　\n杀了'])('"%s" speaks of danger', (text) => expect(holdsDanger(words, text)).toBe(true))
test.each(['', '自己', 'disabused', 'abuses', 'kill', 'skill myself', '自 己杀', 'ab use'])('"%s" does not', (text) => expect(holdsDanger(words, text)).toBe(false))
