export const firstNames = (
  'Aoife Sean Niamh Conor Saoirse Liam Ciara Oisin Roisin Cian Orla Fionn Emma Daan Sophie Bram Julia Sem Anna Lars ' +
  'Fleur Thijs Eva Ruben Maria Pedro Ines Tomas Hannah Jakob Leila Omar Priya Arjun Mei Wei Zofia Jan Elena Marco ' +
  'Grace Noah Freya Hugo Alma Viktor Nora Elias Ruth Samuel'
).split(' ')

export const lastNames = (
  'Byrne Murphy Walsh Kelly Ryan Doyle Nolan Quinn Brennan Kavanagh Gallagher Doherty Keane Moran Healy Power ' +
  'DeVries Jansen Bakker Visser Smit Meijer Mulder Bos Vos Peters Hendriks Dekker Brouwer Kuiper Costa Silva ' +
  'Rossi Novak Kowalska Schmidt Weber Haddad Patel Sharma Chen Wang Okafor Mensah Larsen Nilsson Dubois Laurent Cohen Levi'
).split(' ')

export const petNames = (
  'Bella Luna Charlie Milo Daisy Rocky Molly Buddy Coco Oscar Ruby Max Rosie Teddy Nala Simba Poppy Finn Willow Bruno ' +
  'Hazel Archie Lola Jasper Pepper Ziggy Olive Rufus Maple Ginger Biscuit Shadow Cleo Felix Misty Tigger Mango Kiwi ' +
  'Pickle Sunny Nugget Clover Thumper Peanut Waffles Noodle Pip Basil Juno Echo Freddie Bonnie Duke Honey Marley Rex ' +
  'Sasha Toby Winnie Zara'
).split(' ')

export const streets = (
  'Harbour Street|Liffey Walk|Canal View|Abbey Road|Church Lane|Park Avenue|Mill Road|Station Road|Chapel Hill|' +
  'Orchard Grove|Linden Square|Prinsengracht|Keizersgracht|Vondelstraat|Haarlemmerdijk|Overtoom'
).split('|')

export const colors =
  'black|white|tabby|tricolour|golden|grey|brown|brindle|cream|ginger|spotted|sable'.split('|')

/** Ten species with real breeds, and how common each is in a small-animal practice. */
export const speciesList: ReadonlyArray<{
  id: string
  name: string
  weight: number
  /** Ordinary body weight in grams, from and to. */
  grams: readonly [number, number]
  breeds: readonly string[]
}> = [
  {
    id: 'dog',
    name: 'Dog',
    weight: 46,
    grams: [4_000, 42_000],
    breeds:
      'Labrador Retriever|Golden Retriever|German Shepherd|Border Collie|Cocker Spaniel|Beagle|Jack Russell Terrier|Cavalier King Charles Spaniel|French Bulldog|Poodle|Dachshund|Irish Setter|Bernese Mountain Dog|Mixed breed'.split(
        '|',
      ),
  },
  {
    id: 'cat',
    name: 'Cat',
    weight: 34,
    grams: [2_500, 7_500],
    breeds:
      'Domestic Shorthair|Domestic Longhair|British Shorthair|Maine Coon|Siamese|Ragdoll|Bengal|Persian|Norwegian Forest Cat'.split(
        '|',
      ),
  },
  {
    id: 'rabbit',
    name: 'Rabbit',
    weight: 6,
    grams: [1_100, 4_500],
    breeds: ['Netherland Dwarf', 'Holland Lop', 'Lionhead', 'Rex'],
  },
  {
    id: 'guinea-pig',
    name: 'Guinea pig',
    weight: 3,
    grams: [700, 1_300],
    breeds: ['American', 'Abyssinian', 'Peruvian'],
  },
  {
    id: 'hamster',
    name: 'Hamster',
    weight: 2,
    grams: [30, 160],
    breeds: ['Syrian', 'Roborovski', 'Winter White'],
  },
  {
    id: 'ferret',
    name: 'Ferret',
    weight: 2,
    grams: [700, 2_000],
    breeds: ['Domestic Ferret', 'Angora Ferret'],
  },
  {
    id: 'parrot',
    name: 'Parrot',
    weight: 2,
    grams: [80, 1_100],
    breeds: ['African Grey', 'Budgerigar', 'Cockatiel', 'Amazon'],
  },
  {
    id: 'tortoise',
    name: 'Tortoise',
    weight: 2,
    grams: [400, 4_000],
    breeds: ['Hermann’s Tortoise', 'Horsfield’s Tortoise'],
  },
  { id: 'lizard', name: 'Lizard', weight: 2, grams: [40, 500], breeds: ['Bearded Dragon', 'Leopard Gecko'] },
  {
    id: 'chicken',
    name: 'Chicken',
    weight: 1,
    grams: [1_500, 3_500],
    breeds: ['Rhode Island Red', 'Orpington', 'Sussex'],
  },
]

const plainAscii = (text: string) => text.toLowerCase().replaceAll(/[^a-z]/g, '')

/** The address of a client; the first one is the portal’s demo account. */
export const emailOfOwner = (
  { firstName, lastName }: { firstName: string; lastName: string },
  number: number,
): string =>
  number === 0 ? 'owner@demo.vet' : `${plainAscii(firstName)}.${plainAscii(lastName)}${number}@example.com`
