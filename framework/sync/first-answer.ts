import { SourceError } from '../source/error.ts'

/** The tracker's first answer, waited for no longer than a program would. */
export function withDeadline(answer: Promise<void>, milliseconds: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = (): void =>
      reject(new SourceError('deadline', `The tracker has not answered within ${milliseconds / 1000} s.`))
    const timer = setTimeout(late, milliseconds)
    answer.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
