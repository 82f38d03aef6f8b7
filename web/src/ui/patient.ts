interface Patient {
  name: string
  species: { name: string }
  owner?: { name: string } | null
}

/** A patient where several may have one name: “Winnie, cat of Ann Byrne”. */
export const patientText = ({ name, species, owner }: Patient): string =>
  `${name}, ${species.name.toLowerCase()}${owner ? ` of ${owner.name}` : ''}`
