/**
 * Phrases from everyday life, on no subject of a research collection. They show the similarity due to chance: how near
 * a collection is to them (`statistics.ts`), and whether a query is nearer to them than to any paper (`relevance.ts`).
 */
import { cosineSimilarity, type Embedding } from '../../embedding.js';
import { EVERYDAY } from '../statistics/statistics.js';

/** More than the floor needs, so that there is one near any everyday query. */
const MORE_PHRASES = `
a soup for a cold evening
baking biscuits with children
the best restaurant in town
how much salt goes into pasta water
brewing beer at home
freezing leftovers from dinner
a birthday cake with strawberries
grilling meat in the garden
cleaning the oven
ironing a shirt
hanging wallpaper
unblocking a drain
painting the living room
repairing a wooden chair
knitting a scarf
embroidery patterns for a cushion
shoes that do not hurt
a dress for a wedding
washing woollen clothes
growing roses against a wall
mowing the lawn
weeds between paving stones
watering house plants
taking a dog for a walk
a kitten that scratches the sofa
riding a horse on the beach
keeping hens in the garden
train tickets to the coast
visa for a holiday abroad
hotel rooms with breakfast
camp sites in the mountains
sights of an old town
luggage allowance of an airline
buying a used car
changing a tyre
driving licence for beginners
bicycle repair
traffic jam on the motorway
football results of the week
training for a ten-kilometre run
swimming lessons for grown-ups
rules of a card game
tennis champion retires
skiing in the Alps
exercises for a flat belly
learning a musical instrument
dance classes for couples
tickets for a rock concert
an actor wins a prize
a detective novel set in a small village
fairy tales for bedtime
poems about love
a painting in the national museum
history of a royal family
battles of the Middle Ages
a ruined castle on a hill
customs of a village wedding
local elections and the mayor
a minister resigns
tax return of a married couple
buying a house with a loan
rent increase by the landlord
quarrel with the neighbours about noise
divorce and custody of the children
a will and the heirs
dismissal without notice
a thief is sent to prison
job interview advice
opening a bank account
pocket money for teenagers
presents for Christmas
choosing a name for the baby
a party for the office
weather at the weekend
storm damage to the roof
prayer in a parish church
meaning of a dream
horoscope for today
make-up for a party
a haircut for short hair
collecting old coins
fishing in a river
hunting rifles and shooting
toys for a three-year-old
crossword puzzle solution
family tree and ancestors
`;

/** All of them: those that the floor comes from first. */
export const EVERYDAY_PHRASES: readonly string[] = [...EVERYDAY, ...MORE_PHRASES.trim().split('\n')];

/**
 * The similarity of a query to the nearest everyday phrase. A phrase whose similarity to one of the first papers
 * reaches the floor is left out: in a collection on tennis or bread it is on the subject.
 * @returns `null` if no phrase remains
 */
export function everydaySimilarity(
  query: Embedding,
  phrases: readonly Embedding[],
  papers: readonly Embedding[],
  floor: number,
): number | null {
  const offSubject = phrases.filter((phrase) => papers.every((paper) => cosineSimilarity(phrase, paper) < floor));
  return offSubject.length === 0 ? null : Math.max(...offSubject.map((phrase) => cosineSimilarity(query, phrase)));
}
