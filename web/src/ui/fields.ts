import { useCallback, useState } from 'react'
import type { ChangeEvent } from 'react'
import type { FieldError, RefCallBack } from 'react-hook-form'
import type { Problem } from './errors'

type TextNames<Values> = {
  [Name in keyof Values & string]: Values[Name] extends string ? Name : never
}[keyof Values & string]

/** The values of a form: `values`, `set(name, value)`, and `text(name)` to spread into a TextField. */
export function useFields<Values extends object>(initial: Values) {
  const [values, setValues] = useState(initial)
  const set = useCallback(
    <Name extends keyof Values>(name: Name, value: Values[Name]) =>
      setValues((before) => ({ ...before, [name]: value })),
    [],
  )
  const text = (name: TextNames<Values>) => ({
    name,
    value: values[name] as string,
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      setValues((before) => ({ ...before, [name]: event.target.value })),
  })
  return { values, set, text, replace: setValues }
}

/** Marks a field when the refused save was about it: `<TextField {...fields.text('phone')} {...wrong(problem, 'phone')} />`. */
export function wrong(problem: Problem | null, field: string): { error?: true; helperText?: string } {
  return isAbout(problem, field) ? { error: true, helperText: problem?.message } : {}
}

export const isAbout = (problem: Problem | null, field: string): boolean =>
  problem?.field === field || problem?.field?.startsWith(`${field}.`) === true

/** How the text of an `Autocomplete` shows what the form says of it, or else a hint. */
export const shownBy = (
  { field, fieldState }: { field: { ref: RefCallBack }; fieldState: { error?: FieldError } },
  hint?: string,
) => ({
  inputRef: field.ref,
  error: fieldState.error !== undefined,
  helperText: fieldState.error?.message ?? hint,
})

/** Something was not filled in that the hospital needs. */
export const lacking = (field: string, message: string): Problem => ({
  code: 'EMPTY',
  message,
  field,
  requestId: null,
  extensions: {},
})

/** The first of these fields that was left empty, as if the save had been refused for it. */
export function missing<Name extends string>(
  values: Readonly<Record<Name, unknown>>,
  needed: readonly Name[],
  labels: Readonly<Record<Name, string>>,
): Problem | null {
  const field = needed.find((name) => !values[name])
  if (!field) return null
  return lacking(field, `${labels[field]} is needed.`)
}
