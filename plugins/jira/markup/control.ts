const control = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/g

/** Text with control characters as the file shows them: as their pictures, or as U+FFFD. As long as the text was. */
export function pictured(text: string): string {
  return text.replace(control, character => {
    const code = character.charCodeAt(0)
    if (code < 32) return String.fromCharCode(0x2400 + code)
    return code === 127 ? '\u2421' : '\ufffd'
  })
}
