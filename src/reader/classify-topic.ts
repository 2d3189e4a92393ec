import type { DividedText, Heading, Sentence } from './divide.ts'
import { clauseEnd, clauseStart } from './divide.ts'
import { topicWords } from './topic-lexicon.ts'
import type { Topic } from './topics.ts'

type Weighted = { readonly topic: Topic; readonly weight: number }
type Hit = { readonly start: number; readonly end: number; readonly votes: readonly Weighted[] }

const weights = { named: 3, usual: 1.5, hint: 0.5 } as const

/** Words by their first character, the longest first. */
const words = new Map<string, { word: string; votes: Weighted[] }[]>()
for (const { topic, ...lists } of topicWords) {
  for (const [strength, weight] of Object.entries(weights) as [keyof typeof weights, number][]) {
    for (const word of new Set(lists[strength]?.split(' ') ?? [])) {
      const first = word[0] as string
      const entries = words.get(first) ?? []
      const known = entries.find(entry => entry.word === word)
      // a long word says more than a short one
      const vote = { topic, weight: weight * (1 + 0.12 * Math.min(word.length, 8)) }
      if (known) known.votes.push(vote)
      else entries.push({ word, votes: [vote] })
      words.set(first, entries)
    }
  }
}
for (const entries of words.values()) entries.sort((a, b) => b.word.length - a.word.length)

/** All topic words between two offsets, the longest at each place, not overlapping. */
function findWords(text: string, from: number, to: number): Hit[] {
  const hits: Hit[] = []
  let at = from
  while (at < to) {
    const entry = words.get(text[at] as string)?.find(({ word }) => at + word.length <= to && text.startsWith(word, at))
    if (entry) {
      hits.push({ start: at, end: at + entry.word.length, votes: entry.votes })
      at += entry.word.length
    } else at++
  }
  return hits
}

type Scores = Map<Topic, number>
const vote = (scores: Scores, hits: readonly Hit[], factor: number) => {
  for (const { votes } of hits)
    for (const { topic, weight } of votes) scores.set(topic, (scores.get(topic) ?? 0) + weight * factor)
}

const best = (scores: Scores): { topic: Topic; score: number } | undefined => {
  let winner: { topic: Topic; score: number } | undefined
  for (const [topic, score] of scores) if (!winner || score > winner.score) winner = { topic, score }
  return winner
}

/** How much a word counts, by where it stands. */
const place = {
  clause: 4,
  afterNumber: 3,
  previousClause: 1.6,
  earlier: 0.9,
  later: 0.6,
  previousSentence: 0.35,
} as const
const headingWeight: readonly number[] = [0, 0.35, 1, 1, 1, 1.3]
const neighbourWeight = 4
const farthest = 160

/**
 * Gives each statistic of a text its topic: by the words of its own clause first, then of the clauses before it, of
 * the headings above, and of its neighbour in the same sentence. Called from left to right.
 */
export function topicClassifier(divided: DividedText): (start: number, end: number, sentence: Sentence) => Topic {
  const headingHits = new Map<Heading, Hit[]>()
  const hitsOf = (heading: Heading) => {
    const known = headingHits.get(heading)
    if (known) return known
    const hits = findWords(heading.title, 0, heading.title.length)
    headingHits.set(heading, hits)
    return hits
  }
  let previous: { sentence: Sentence; topic: Topic; end: number } | undefined
  let previousSentence: Sentence | undefined
  let lastSentence: Sentence | undefined
  return (start, end, sentence) => {
    if (sentence !== lastSentence) {
      previousSentence = lastSentence
      lastSentence = sentence
    }
    const { text } = divided
    const from = Math.max(sentence.start, start - farthest)
    const own = clauseStart(divided, start, Math.max(from, start - 80))
    const ownEnd = clauseEnd(divided, end, Math.min(sentence.end, end + 50))
    const inClause: Scores = new Map()
    // words nearer than the previous statistic of the clause speak for this one
    const nearest = previous && previous.end > own ? previous.end : own
    vote(inClause, findWords(text, nearest, start), place.clause)
    if (nearest > own) vote(inClause, findWords(text, own, nearest), place.previousClause)
    vote(inClause, findWords(text, end, ownEnd), place.afterNumber)
    const scores: Scores = new Map(inClause)
    let clauseEndsAt = own
    for (let distance = 0; clauseEndsAt > from && distance < 6; distance++) {
      const clauseBegins = clauseStart(divided, clauseEndsAt - 1, Math.max(from, clauseEndsAt - 81))
      vote(scores, findWords(text, clauseBegins, clauseEndsAt), distance === 0 ? place.previousClause : place.earlier)
      clauseEndsAt = clauseBegins < clauseEndsAt ? clauseBegins : clauseEndsAt - 1
    }
    vote(scores, findWords(text, ownEnd, Math.min(sentence.end, ownEnd + 40)), place.later)
    for (const heading of sentence.headings) vote(scores, hitsOf(heading), headingWeight[heading.level] ?? 0)
    if (
      previousSentence &&
      previousSentence.line === sentence.line &&
      previousSentence.headings.at(-1) === sentence.headings.at(-1)
    ) {
      vote(
        scores,
        findWords(text, Math.max(previousSentence.start, previousSentence.end - 80), previousSentence.end),
        place.previousSentence,
      )
    }
    if (previous && previous.sentence === sentence) {
      const strength = neighbourWeight / (best(inClause) ? 2 : 0.6)
      scores.set(previous.topic, (scores.get(previous.topic) ?? 0) + strength)
    }
    const topic = best(scores)?.topic ?? 'other'
    previous = { sentence, topic, end }
    return topic
  }
}
