import { lazy, Suspense } from 'react'
import { useCan } from '../ui/viewer'
import { session } from './session/session'

const TodayPage = lazy(async () => ({
  default: (await import('../features/appointments/TodayPage')).TodayPage,
}))
const HouseholdPage = lazy(async () => ({
  default: (await import('../features/household/HouseholdPage')).HouseholdPage,
}))

/** The diary for those who may read it, the own animals for everybody else. */
export function HomePage() {
  const mayReadDiary = useCan('appointment:read')
  return (
    <Suspense fallback={null}>
      {mayReadDiary ? <TodayPage /> : <HouseholdPage onLookAgain={() => session.refresh()} />}
    </Suspense>
  )
}
