import type { KeyboardEvent } from 'react'

/** Until the options answer what is typed, Enter in an Autocomplete must not choose one of those before. */
export const chooseWhen =
  (isAnswered: boolean) =>
  (event: KeyboardEvent & { defaultMuiPrevented?: boolean }): void => {
    if (event.key !== 'Enter' || isAnswered) return
    event.defaultMuiPrevented = true
    event.preventDefault()
  }
