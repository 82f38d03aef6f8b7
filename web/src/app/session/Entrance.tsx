import { lazy, Suspense } from 'react'
import { Outlet } from 'react-router'
import { DemoBanner } from '../shell/DemoBanner'
import { Splash } from '../shell/Splash'
import { useEntranceQuery } from './entrance.gen'
import { useSession } from './session'

const SetUpPage = lazy(async () => ({ default: (await import('./SetUpPage')).SetUpPage }))

/** Around every page: whoever is nobody yet is asked to set the hospital up while it is empty, at every address. */
export function Entrance() {
  const { phase } = useSession()
  const { data, loading } = useEntranceQuery({ skip: phase !== 'signed-out', fetchPolicy: 'cache-first' })
  if (phase === 'starting' || (phase === 'signed-out' && loading && !data)) return <Splash />
  return (
    <>
      <DemoBanner />
      {phase === 'signed-out' && data?.setup.needed ? (
        <Suspense fallback={<Splash />}>
          <SetUpPage />
        </Suspense>
      ) : (
        <Outlet />
      )}
    </>
  )
}
