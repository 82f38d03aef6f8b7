import { type ComponentType, createContext } from 'react'
import type { RecordSectionProps } from './feature'

/** What features add to a medical record wherever it is shown; the app collects it. */
export const RecordSections = createContext<ComponentType<RecordSectionProps>>(() => null)
