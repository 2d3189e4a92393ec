import type { DividedText, Heading, Sentence } from './divide.ts'
import { clauseEnd, clauseStart } from './divide.ts'
import { topicPairs, topicWords } from './topic-lexicon.ts'
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

/** Of several words for one topic the strongest counts in full, each further one by this share. */
const furtherWord = 0.25

function vote(scores: Scores, hits: readonly Hit[], factor: number): void {
  const strongest = new Map<Topic, number>()
  for (const { votes } of hits) {
    for (const { topic, weight } of votes) {
      const known = strongest.get(topic)
      if (known === undefined) strongest.set(topic, weight)
      else strongest.set(topic, Math.max(known, weight) + furtherWord * Math.min(known, weight))
    }
  }
  for (const [topic, weight] of strongest) scores.set(topic, (scores.get(topic) ?? 0) + weight * factor)
}

const widestPair = 12

function votePairs(scores: Scores, lead: string): void {
  for (const {
    topic,
    words: [first, second],
  } of topicPairs) {
    const at = lead.indexOf(first)
    if (at < 0) continue
    const next = lead.indexOf(second, at + first.length)
    if (next >= 0 && next - at - first.length <= widestPair) scores.set(topic, (scores.get(topic) ?? 0) + place.pair)
  }
}

/** The narrower topic wins: left gives way to right where right is named nearby. */
const givesWay: Partial<Record<Topic, readonly Topic[]>> = {
  mediation: ['land-dispute', 'labor-dispute'],
  'dispute-screening': ['land-dispute', 'labor-dispute'],
  economy: [
    'credit',
    'labor-dispute',
    'legal-consultation',
    'service-grievance',
    'fair-competition-review',
    'publicity-activity',
    'inspection',
    'government-service',
    'legal-aid',
    'reconsideration',
  ],
}
const enough = 0.3

/** 排查、受理 against 调解、化解: the last act before the number decides. */
const disputeActs: readonly (readonly [RegExp, Topic])[] = [
  [/(?:排查|受理|摸排|登记|收集|收到)(?!.*(?:调解|化解|调处|调结|调成|办结))/, 'dispute-screening'],
  [/调解|化解|调处|调结|调成|办结/, 'mediation'],
]

const best = (scores: Scores): { topic: Topic; score: number } | undefined => {
  let winner: { topic: Topic; score: number } | undefined
  for (const [topic, score] of scores) if (!winner || score > winner.score) winner = { topic, score }
  return winner
}

/** How much a word counts, by where it stands. */
const place = {
  clause: 3,
  head: 0.8,
  pair: 8,
  afterNumber: 5,
  previousClause: 1.2,
  earlier: 0.5,
  beforeSemicolon: 0.25,
  later: 0.6,
  previousSentence: 0.35,
} as const
const headingWeight: readonly number[] = [0, 0.35, 1, 1, 1, 1]
/** How much the topic of the statistic before counts, by what the own clause says: a named topic, a vague one, none. */
const neighbourWeight = { named: 3.5, usual: 7, silent: 12 } as const
/** What opens a list of parts after its whole. */
const listOpening = /^[一-龥]{0,8}([（(])|^[^。；;]{0,30}其中/
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
  let listTopic: Topic | undefined
  let listEnd = 0
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
    const clauseTo = clauseEnd(divided, end, Math.min(sentence.end, end + 50))
    // 讲座2期、坐班18次: the words of the next item of a list are not of this one
    const nextItem = text.slice(end, clauseTo).search(/、[^、\d]*\d/)
    const ownEnd = nextItem < 0 ? clauseTo : end + nextItem
    const inClause: Scores = new Map()
    // words nearer than the previous statistic of the clause speak for this one
    const nearest = previous && previous.end > own ? previous.end : own
    vote(inClause, findWords(text, nearest, start), place.clause)
    // the last word before the number is the thing itself, what precedes only describes it
    vote(inClause, findWords(text, nearest, start).slice(-1), place.head)
    votePairs(inClause, text.slice(nearest, start))
    if (nearest > own) vote(inClause, findWords(text, own, nearest), place.previousClause)
    vote(inClause, findWords(text, end, ownEnd), place.afterNumber)
    const scores: Scores = new Map(inClause)
    const previousFrom = own > from ? clauseStart(divided, own - 1, Math.max(from, own - 81)) : own
    // a semicolon closes a subject
    const opensAt = from + Math.max(0, text.slice(from, own + 1).lastIndexOf('；'))
    vote(
      scores,
      findWords(text, previousFrom, own),
      opensAt >= previousFrom ? place.beforeSemicolon : place.previousClause,
    )
    vote(scores, findWords(text, Math.max(opensAt, from), Math.max(opensAt, previousFrom)), place.earlier)
    if (opensAt > from) vote(scores, findWords(text, from, Math.min(opensAt, previousFrom)), place.beforeSemicolon)
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
    const neighbour = previous?.sentence === sentence ? previous : undefined
    if (neighbour) {
      const named = best(inClause)?.score ?? 0
      const strength =
        named >= place.clause * weights.named
          ? neighbourWeight.named
          : named > 0
            ? neighbourWeight.usual
            : neighbourWeight.silent
      scores.set(neighbour.topic, (scores.get(neighbour.topic) ?? 0) + strength)
    }
    const alongside = neighbour && !/[；;]/.test(text.slice(neighbour.end, start)) ? neighbour.topic : undefined
    // the parts of a whole are of its topic: 权力事项441项，其中行政处罚342项
    if (!neighbour || start >= listEnd) listTopic = undefined
    if (neighbour && !listTopic) {
      const list = listOpening.exec(text.slice(neighbour.end, start))
      if (list) {
        listTopic = neighbour.topic
        const bracket = list[1] === undefined ? undefined : divided.brackets.get(neighbour.end + list.index)
        listEnd = bracket ?? sentence.end
      }
    }
    const topic = refine(listTopic ?? narrower(scores, alongside), text.slice(own, start))
    previous = { sentence, topic, end }
    return topic
  }
}

function narrower(scores: Scores, alongside: Topic | undefined): Topic {
  const winner = best(scores)
  if (!winner) return 'other'
  for (const topic of givesWay[winner.topic] ?? []) {
    if (topic === alongside || (scores.get(topic) ?? 0) >= winner.score * enough) return topic
  }
  return winner.topic
}

function refine(topic: Topic, lead: string): Topic {
  if (topic !== 'mediation' && topic !== 'dispute-screening') return topic
  return disputeActs.find(([words]) => words.test(lead))?.[1] ?? topic
}
