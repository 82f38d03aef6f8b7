import { skipToken } from '@apollo/client/react'
import type { WitnessValues } from '../../../ui/WitnessFields'
import { useProveStockWitnessMutation, useStockWitnessesQuery } from './register.gen'

/** Who may witness at a location, and the proof of the one who does. */
export function useWitness(locationId: string, needed = true) {
  const { data } = useStockWitnessesQuery(needed ? { variables: { locationId } } : skipToken)
  const [prove] = useProveStockWitnessMutation()
  return {
    people: data?.witnesses,
    prove: async ({ witnessId, secret }: WitnessValues) => {
      const answer = await prove({ variables: { input: { witnessId, secret, locationId } } })
      return answer.data!.proveWitness.id
    },
  }
}
