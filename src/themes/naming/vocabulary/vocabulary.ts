/**
 * Which words can occur in the name of a theme: a light grammar of scientific English, by lists and endings.
 *
 * A name is a noun phrase: modifiers, then a noun. Function words, verbs, adverbs and numbers end a phrase; words
 * that any paper of any field uses of itself ("novel", "proposed", "results") do so too; some nouns are fine inside
 * a name and none on their own ("method", "model", "performance").
 */

const words = (text: string): Set<string> => new Set(text.trim().split(/\s+/u));

/** After a noun often, after a verb form in -ing seldom: tells "by prompting and …" from "improving the …". */
export const AFTER_A_NOUN = words(`
  of in for with and or to by on from is are was were has have can could may might will that which at via as through
  under without while but than when where across between among within during over after before based using not does do
`);

/** Before a verb often, before a noun seldom. */
export const BEFORE_A_VERB = words(
  `to can could may might must will would shall should cannot we they it i who which that not then thereby`,
);

/** Before a noun phrase: the next word, if another follows, is its modifier. */
export const BEFORE_A_NOUN_PHRASE = words(`the a an this these those its their our each every`);

/** After a verb often, after a noun seldom. */
export const AFTER_A_VERB = words(
  `the a an this these those its their our his her your such each every all both them it us whether how what why`,
);

/** Ends a phrase: articles, pronouns, conjunctions, prepositions, auxiliaries, question words, number words. */
const FUNCTION_WORDS = words(`
  a an the this these that those such another each every either neither both all any some no none many much more most
  few
  fewer less least several various multiple numerous certain other others same own different similar respective
  i we you he she it they me us him her them my our your his its their mine ours yours theirs itself themselves
  ourselves
  one two three four five six seven eight nine ten first second third fourth half twice once dozen hundred hundreds
  thousand thousands million billion percent vs versus etc e.g i.e eg ie al cf per
  and or but nor so yet if then else than because since although though while whereas unless until whether when where
  why how what which who whom whose
  of in on at by for with without within into onto from to toward towards through throughout across over under above
  below
  between among amongst amidst against along around about after before during beyond behind beneath beside besides
  despite
  except inside outside off out up down upon via like unlike near till amid regarding concerning including according due
  be is am are was were been being do does did done doing have has had having can could may might must shall should will
  would cannot not n't let lets
  here there now today recently currently already still just only even also too very quite rather almost nearly
  thus hence therefore however moreover furthermore finally additionally meanwhile instead otherwise nevertheless
  nonetheless
  notably specifically particularly especially respectively i.e. e.g. et
  further again always never often sometimes usually typically generally largely mostly mainly primarily well better
  best
  worse worst far farther later latter former next previous prior early earlier subsequent together alone
  as able unable whole entire overall rest ad hoc vice versa
  january february march april june july august september october november december
`);

/** Used by any paper of itself, its subject or its findings; never part of a name. */
const FILLER = words(`
  novel new newly recent existing current proposed presented conventional traditional prior previous state-of-the-art
  sota
  superior significant significantly substantial substantially remarkable impressive notable promising considerable
  extensive comprehensive thorough systematic rigorous careful detailed rich diverse wide broad wide-ranging vast great
  greater greatest huge massive big good stronger strongest robustly weaker simple simpler easy straightforward
  effective efficient powerful important crucial key main major minor essential vital fundamental
  possible likely available useful practical suitable appropriate adequate sufficient necessary required relevant
  highest lowest increasing growing emerging popular common commonly widely used
  unprecedented unexplored underexplored challenging difficult hard harder hardest complicated intricate
  larger smaller longer shorter faster slower deeper wider richer cheaper safer closer lighter heavier older younger
  newer finer
  clearer broader smarter tighter looser thinner thicker hotter colder earlier later elaborate pertinent
  unclear prone clear concise aware ready keen akin worth evident apparent obvious feasible elusive
  resulting remaining surrounding ongoing upcoming longstanding overarching interesting surprising unexpected
  consistent consistently empirical empirically experimental experimentally
  theoretical
  theoretically competitive comparable favorable favourable satisfactory excellent outstanding limited
  additional extra maximum minimum original actual true correct incorrect
  present absent general specific particular typical usual baseline baselines
  paper papers article work works study studies author authors literature abstract introduction conclusion
  conclusions result results finding findings experiment experiments evaluations contribution contributions
  insight insights implication implications observation observations hypothesis discussion
  improvement improvements gain gains increase decrease reduction reductions advance advances advancement advancements
  progress success successes breakthrough breakthroughs achievement achievements advantage advantages benefit benefits
  limitation limitations drawback drawbacks shortcoming shortcomings weakness weaknesses
  problem problems issue issues challenge challenges gap gaps difficulty difficulties need needs
  aim aims concern concerns objective objectives purpose purposes motivation idea ideas intuition
  number numbers amount amounts range ranges variety kind kinds form forms case cases example examples
  instance instances aspect aspects part parts component components element elements piece pieces
  characteristic characteristics detail details term terms way ways manner means
  ones one thing things nature interest focus attention emphasis promise reliance foundation basis subset combination
  counterpart counterparts variant variants alternative alternatives phenomenon phenomena investigation methodology
  trade-off tradeoff trade-offs tradeoffs efficacy interplay landscape essence viewpoint
  standpoint notion spectrum reason reasons
  construction enhancement emergence degradation formulation choice choices option options ii iii iv pass end start
  right vivo vitro situ silico
  lot majority portion fraction degree degrees extent ratio ratios
  roles use uses usage impact impacts influence consequence consequences
  background setting settings scenario scenarios situation situations
  github website webpage url http https www repository arxiv ieee acm springer elsevier supplementary
  researchers practitioners topic topics conference conferences symposium symposia proceedings
  research researches direction directions future past decade decades century centuries years month months days
  week weeks hour hours minute minutes today
  differences comparison comparisons relationship relationships
  correlations trend trends
  solution solutions technique techniques
  overview addition contrast fact view perspective perspectives
  ability abilities capability capabilities capacity effectiveness efficiency superiority usefulness feasibility
  quality importance significance lack absence presence existence availability
  performance performances accuracies
`);

/** Nouns that may be part of a name but say nothing alone or together. */
const BLAND = words(`
  method methods approach approaches framework frameworks model models system systems algorithm algorithms architecture
  architectures paradigm paradigms pipeline pipelines mechanism mechanisms module modules process processes procedure
  procedures scheme schemes task tasks data dataset datasets benchmark benchmarks analysis analyses application
  applications information theory theories technology technologies development design implementation
  structure structures function functions group groups sample samples test tests training learning network networks
  behavior behaviour behaviors behaviours quality content user users input inputs output outputs parameter parameters
  response responses step steps state states stage stages phase phases space spaces environment environments
  human humans patient patients subject subjects participant participants treatment treatments therapy control controls
  language natural computer science ai machine artificial intelligence deep neural large small long short complex
  high higher low lower multi single full global local dynamic adaptive automatic unified integrated combined joint
  end-to-end
  decision understanding generation representation representations review reviews survey surveys trial trials
  measure measures metric metrics criterion criteria change changes condition conditions production operation operations
  activity activities concept concepts principle principles practice practices source sources resource resources
  support service services product products material materials
  time times field fields code codes feature features relation relations pattern patterns tool tools strategy
  strategies factor factors question questions set sets value values point points rate rates effect effects weak
  strong light face evaluation domain domains outcome outcomes score scores property properties accuracy order orders
  association associations correlation link project page goal goals level levels evidence person people community
  communities mean normal standard initial final average potential critical primary central real false area areas year
  day difference role type types total
`);

/**
 * Verbs of scientific prose, with their forms in -s, -ed and -ing. Excludes words that are as often nouns ("model",
 * "search").
 */
const VERB_STEMS = `
  achieve acquire adapt address adopt affect aggregate aid align allow analyze analyse announce answer appear apply
  argue arise
  assess assign associate assume attain attempt avoid balance become begin believe boost bring build calculate call
  capture carry
  cause characterize characterise choose clarify collect combine come compare compete complement complete comprise
  compute
  conclude conduct confirm consider consist constitute construct contain continue contribute convert cope correspond
  couple
  cover create decide define deliver demonstrate depend deploy derive describe determine develop differ discover
  discuss display dominate draw elicit eliminate elucidate emerge emphasize emphasise employ empower enable encounter
  encourage enforce enhance ensure entail equip establish estimate evaluate examine exceed exhibit exist expand expect
  explain
  explore exploit expose express extend extract facilitate fail fall find follow foster gather generalize
  generalise generate get give go guarantee handle happen help hinder hold identify ignore illustrate
  implement imply improve include incorporate incur indicate induce infer inspire integrate introduce investigate
  involve keep know lack lead leave lend leverage lie maintain make manage match maximize maximise mean
  meet minimize minimise mitigate modify motivate move observe obtain occur offer operate optimize optimise outperform
  overcome
  participate perform permit pose possess precede predict prefer present preserve prevent prioritize proceed produce
  promote
  propose prove provide pursue reach realize realise receive recognize recommend reduce refer reflect regard rely
  remain remove render
  report represent require resolve respond restrict retain reveal run satisfy say see seek seem select
  serve share show simplify solve stem strengthen struggle suffer suggest summarize summarise surpass
  take tailor tackle tell tend think transform treat trigger try turn uncover undergo underlie understand unify unlock
  unveil
  use utilize utilise validate vary verify want yield rethink revisit incentivize elevate unleash harness advance bridge
  enrich exacerbate underscore highlight underpin necessitate surpass streamline accelerate bolster hamper impede impair
  outline advocate hypothesize hypothesise posit pioneer undertake commence
`;

/** Forms of irregular verbs that the endings do not give. */
const IRREGULAR = words(`
  became began grew grown begun brought built came chose chosen drew drawn fell fallen
  found gave given gone got held kept knew
  known laid
  led left lent lay made meant met ran said saw seen sought shown shed spent stood struck taken took thought told
  understood undergone underwent went wrote written arose arisen shows proven set sets put puts cut let lies based
  focus focuses focused focusing aims aimed aiming related compared associated obtained
`);

/** Forms in -ing and -ed that do name a subject. */
const NAMING = words(`
  learning reasoning training understanding thinking planning modeling modelling processing sampling clustering
  matching mapping
  recommending sharing building engineering computing manufacturing imaging screening testing coding prompting steering
  decoding encoding embedding scheduling routing mining parsing ranking tuning fine-tuning finetuning pretraining
  pre-training
  post-training editing rendering tracking grounding forecasting segmenting counting sequencing
  housing nursing ageing aging smoking counseling counselling bonding scattering coupling mixing cooling heating
  lensing timing
  spring string ring wing thing things beginning ending warming farming meeting setting bed seed speed feed breed weed
`);

const VERBS = new Set([...VERB_STEMS.trim().split(/\s+/u).flatMap(formsOf), ...IRREGULAR]);

/** Adjectives without such an ending. */
const ADJECTIVES = words(`
  blind deaf safe unsafe secure insecure private robust sparse dense smooth rough thin thick warm hot dry wet pure raw
  rare frequent young old elderly healthy unhealthy obese overweight pregnant severe mild acute benign malignant
  dormant latent blunt abrupt steep shallow tall fast slow quick rapid smart intelligent clever coherent
  incoherent transparent opaque tolerant resistant redundant abundant dominant ambient turbulent laminar convergent
  divergent urgent prevalent equivalent explicit implicit exact inexact precise imprecise accurate inaccurate coarse
  fine discrete finite infinite opposite remote obsolete moderate separate immediate innate sophisticated noisy lossy
  lossless seamless untrustworthy trustworthy costly friendly modern ancient contemporary foreign rural urban distant
  vague naive false fake
  pro anti non quasi semi pseudo multi inter intra hyper ultra infra meta bi
`);

/** Endings of adjectives: such a word cannot be the last of a name. */
const ADJECTIVE_ENDINGS =
  'al ive ous ic able ible ful less ary ical ed ually wise ular based aware driven free oriented specific ' +
  'centric related level like agnostic guided dependent independent enhanced augmented rich scale ' +
  'efficient grained shot modal step hop turn end time source world domain';
const ADJECTIVE_ENDING = new RegExp(`(?:${ADJECTIVE_ENDINGS.split(' ').join('|')})$`, 'u');

/** Nouns with such an ending. */
const NOUNS = words(`
  signal proposal retrieval approval trial potential material journal animal hospital metal crystal interval survival
  removal
  renewal arrival rental mineral chemical capital referendum arsenal individual manual criminal professional
  perspective objective narrative alternative incentive directive additive
  logic metric heuristic traffic clinic arithmetic epidemic pandemic critic mechanic antibiotic diagnostic plastic
  fabric magic
  mosaic statistic rhetoric ethic
  summary vocabulary library boundary dictionary adversary commentary
  table cable variable wearable renewable consumable
  seed speed feed bed breed weed need embed
  scale time turn end step source domain world shot level real-time runtime lifetime backend frontend timestep
  modal
`);

export type WordKind = 'break' | 'modifier' | 'noun' | 'bland';

/** How the papers use their words. */
export interface Usage {
  /** Words in -ing that name an activity ("prompting"). */
  readonly activities: ReadonlySet<string>;
  /** Words in -ing that describe a thing ("superconducting"). */
  readonly adjectives: ReadonlySet<string>;
  readonly verbs: ReadonlySet<string>;
}

/** What a word can be in a name, as written and folded. */
export function kindOf(surface: string, folded: string, usage: Usage): WordKind {
  if (FUNCTION_WORDS.has(folded) || FILLER.has(folded)) return 'break';
  if (!/\p{L}/u.test(folded) || folded.length === 1) return 'break';
  if (/[_^]|^\p{Ll}[-+]\d+$/u.test(folded)) return 'break'; // a formula
  if (folded.length === 2 && !/^\p{Lu}{2}$/u.test(surface)) return 'break';
  if (/^\d/u.test(folded) && !/^\d+-?d$|^\d+-\p{L}/u.test(folded)) return 'break';
  if (BLAND.has(folded)) return 'bland';
  if (NAMING.has(folded)) return 'noun';
  if (VERBS.has(folded) || usage.verbs.has(folded)) return 'break';
  if (folded.endsWith('ly') && !/^(?:family|anomaly|assembly|supply|early|monopoly|butterfly)$/u.test(folded))
    return 'break';
  if (folded.endsWith('ing') && folded.length > 5) return kindInIng(folded, usage);
  if (isAdjective(folded) || (ADJECTIVE_ENDING.test(folded) && !NOUNS.has(folded))) return 'modifier';
  return 'noun';
}

function kindInIng(folded: string, { activities, adjectives }: Usage): WordKind {
  if (activities.has(folded)) return 'noun';
  return adjectives.has(folded) ? 'modifier' : 'break';
}

/** Ends a phrase, and says nothing about whether the phrase is part of a longer one. */
export function isFunctionWord(folded: string): boolean {
  return FUNCTION_WORDS.has(folded);
}

/** Whether a word describes a thing as telling as a noun does ("latent space"), but does not name one. */
export function isAdjective(folded: string): boolean {
  return ADJECTIVES.has(folded.split('-').at(-1)!);
}

/** Whether a noun may be part of a name and says nothing by itself. */
export function isBland(folded: string): boolean {
  return BLAND.has(folded);
}

/** Forms of a regular verb: describe, describes, described, describing. */
function formsOf(stem: string): string[] {
  const short = stem.endsWith('e') ? stem.slice(0, -1) : stem;
  const doubled = /[^aeiou][aeiou][bdgmnprt]$/u.test(stem)
    ? [`${stem}${stem.at(-1)!}ed`, `${stem}${stem.at(-1)!}ing`]
    : [];
  if (/[^aeiou]y$/u.test(stem)) return [stem, `${stem.slice(0, -1)}ies`, `${stem.slice(0, -1)}ied`, `${stem}ing`];
  const third = /(?:s|x|z|ch|sh)$/u.test(stem) ? `${stem}es` : `${stem}s`;
  return [stem, third, `${short}ed`, `${short}ing`, ...doubled];
}
