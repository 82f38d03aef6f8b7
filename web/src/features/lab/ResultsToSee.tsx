import { LabList } from './LabPage'

/** The results that are a vet’s task. */
export function ResultsToSee({ vetId }: { vetId: string }) {
  return (
    <LabList
      title="Results to look at"
      empty="You have looked at all results"
      show={{ kind: 'TO_ACKNOWLEDGE', vetId }}
    />
  )
}
