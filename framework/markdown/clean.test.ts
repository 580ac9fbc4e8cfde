import { expect, test } from 'vitest'
import { cleanLine, cleanText } from './clean.ts'

test('texts show control characters as their pictures, and keep everything else', () => {
  expect(cleanText('a\u001b[2J\u0000\u007f\u009bb\r\nc\rd\te\u202ef')).toBe('a␛[2J␀␡\ufffdb\nc\nd\te\u202ef')
  expect(cleanText('half \ud800')).toBe('half \ufffd')
  expect(cleanText('plain\n')).toBe('plain\n')
})

test('titles and names lose control characters and what turns the direction of writing', () => {
  expect(cleanLine('\u001b[31mred\u0007 \u202egnp.exe\u2066\u200f\ufeff')).toBe('[31mred gnp.exe')
  expect(cleanLine(' two\r\nlines\u2028and a third ')).toBe('two lines and a third')
})
