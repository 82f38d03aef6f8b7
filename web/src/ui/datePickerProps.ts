import type { Ref } from 'react'

export interface DatePickerProps {
  /** What is shown above it, or only said by a screen reader where `hiddenLabel` is set. */
  label: string
  hiddenLabel?: boolean
  /** `2026-11-29`; empty when there is none; `incomplete` while only a part of it is typed. */
  value: string
  onChange: (date: string) => void
  onBlur?: () => void
  inputRef?: Ref<HTMLInputElement>
  /** The first and last day that can be chosen. */
  min?: string
  max?: string
  required?: boolean
  autoFocus?: boolean
  error?: boolean
  helperText?: string
}

/** The value of a date of which only a part is typed. */
export const incomplete = 'incomplete'
