/** Takes known secrets, and only those, out of what is printed. */
export interface Redactor {
  /** From now on `secret` is taken out, in every form it travels in; `names` are the users it may be paired with. */
  know(secret: string, names?: readonly string[]): void
  redact(text: string): string
  redactBytes(bytes: Uint8Array): Uint8Array
}

/** What stands in a secret's place. */
const mark = '[secret]'

export function createRedactor(): Redactor {
  let forms: readonly string[] = []
  const redact = (text: string): string => {
    let clean = text
    for (const form of forms) clean = clean.replaceAll(form, mark)
    return clean
  }
  return {
    know(secret, names = []) {
      if (secret === '') return
      const all = new Set([...forms, ...formsOf(secret, names)])
      forms = [...all].sort((one, other) => other.length - one.length)
    },
    redact,
    redactBytes(bytes) {
      const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      if (!forms.some(form => buffer.includes(form))) return bytes
      let clean = buffer.toString('latin1')
      for (const form of forms) clean = clean.replaceAll(Buffer.from(form).toString('latin1'), mark)
      return Buffer.from(clean, 'latin1')
    },
  }
}

/** As itself, in a URL, in JSON, and in the header of basic authentication. */
function formsOf(secret: string, names: readonly string[]): readonly string[] {
  const pairs = ['', ...names].flatMap(name => [`${name}:${secret}`, `${secret}:${name}`])
  const encoded = [secret, ...pairs].flatMap(text => [
    Buffer.from(text).toString('base64'),
    Buffer.from(text).toString('base64').replace(/=+$/, ''),
    Buffer.from(text).toString('base64url'),
  ])
  const inUrl = encodeURIComponent(secret)
  const inForm = new URLSearchParams({ '': secret }).toString().slice(1)
  return [secret, inUrl, inUrl.toLowerCase(), inForm, JSON.stringify(secret).slice(1, -1), ...encoded].filter(
    form => form !== '',
  )
}
