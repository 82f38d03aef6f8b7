import { v7 as uuidv7 } from 'uuid'

/** A new permanent id; ids made later sort behind those made before. */
export const newId = () => uuidv7()
