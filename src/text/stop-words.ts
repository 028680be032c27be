/** English words without content of their own. Which of them to leave out depends on the question. */

/** Function words; they are not indexed. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  (
    'a about above after again against all am an and any are as at be because been before being below between both ' +
    'but by can could did do does doing down during each few for from further had has have having he her here hers ' +
    'him his how i if in into is it its itself just me more most my no nor not now of off on once only or other our ' +
    'ours out over own same she should so some such t than that the their theirs them then there these they this ' +
    'those through to too under until up very was we were what when where which while who whom why will with would ' +
    'you your yours'
  ).split(' '),
);

/** Words that connect or count: search keeps them, a comparison of two texts does not need them. */
export const CONNECTIVES: ReadonlySet<string> = new Set(
  (
    'via whose us may might shall must also less least many much every either neither another although though since ' +
    'unless among onto across within without toward towards upon per however therefore thus hence moreover ' +
    'furthermore finally additionally respectively one two three first second'
  ).split(' '),
);
