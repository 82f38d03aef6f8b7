import type { ComponentType } from 'react'

/** A part of the patient's chart; it queries what it needs by the patient's id. */
export interface ChartSection {
  /** Its place in the address: `/patients/1#visits`. */
  key: string
  label: string
  /** Who may see it. */
  permission: string
  Component: ComponentType<{ petId: string }>
}
