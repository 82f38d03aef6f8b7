import { lazy } from 'react'
import type { RecordSectionProps } from '../ui/feature'
import { useViewer } from '../ui/viewer'
import { sectionsOf } from './features'

/** What features add to a medical record, loaded with the first one that is shown. */
export const RecordParts = lazy(async () => {
  const sections = await sectionsOf('record')
  function Parts(props: RecordSectionProps) {
    const { permissions } = useViewer()
    return sections
      .filter(({ permission }) => permission === null || permissions.includes(permission))
      .map(({ key, Component }) => <Component key={key} {...props} />)
  }
  return { default: Parts }
})
