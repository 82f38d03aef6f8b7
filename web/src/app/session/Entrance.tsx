import { Outlet } from 'react-router'
import { useEntranceQuery } from '../../gql/hooks'
import { DemoBanner } from '../shell/DemoBanner'
import { Splash } from '../shell/Splash'
import { SetUpPage } from './SetUpPage'
import { useSession } from './session'

/** Around every page: whoever is nobody yet is asked to set the hospital up while it is empty, at every address. */
export function Entrance() {
  const { phase } = useSession()
  const { data, loading } = useEntranceQuery({ skip: phase !== 'signed-out', fetchPolicy: 'cache-first' })
  if (phase === 'starting' || (phase === 'signed-out' && loading && !data)) return <Splash />
  return (
    <>
      <DemoBanner />
      {phase === 'signed-out' && data?.setup.needed ? <SetUpPage /> : <Outlet />}
    </>
  )
}
