/**
 * Closed lists of general English. Hedges and boosters after Hyland, Metadiscourse (2005), appendix; reporting verbs after Levin,
 * English Verb Classes and Alternations (1993), 29.4, 37.6 and 37.7, and Quirk et al., A Comprehensive Grammar (1985), 16.31;
 * negative words and adverbs of degree and frequency after Quirk et al., 8.97–8.115 and 10.54–10.66.
 */
import type { Doubt } from './model';

const set = (words: string) => new Set(words.trim().split(/\s+/));

export const negators = set(
  'not never no neither nor hardly scarcely barely rarely seldom nobody nothing none nowhere without cannot',
);
/** Verbs whose complement did not happen. */
export const failingVerbs = set('fail refuse decline neglect omit');
export const reportingVerbs = set(`
  say state report announce declare tell write note remark observe explain add argue claim assert maintain insist contend believe think
  suggest indicate show find reveal conclude confirm admit acknowledge warn predict estimate allege accuse deny reject put describe
  according call complain stress emphasise emphasize respond reply recall testify blame consider hold view regard`);
/** Verbs whose subject holds a view of their object; after Levin (1993), 29 (predicative complements) and 33 (judgement). */
export const stanceVerbs = set(
  'reckon estimate put attribute ascribe suspect blame call describe consider expect doubt dispute fear credit regard value accept acknowledge criticise criticize praise condemn welcome favour favor oppose reject deny',
);
export const allegingVerbs = set('allege accuse claim assert contend insist suspect blame charge');
export const estimatingVerbs = set('estimate reckon calculate project forecast extrapolate');
export const suggestingVerbs = set('suggest indicate seem appear imply hint tend');
export const planningVerbs = set('intend plan aim hope propose expect schedule want seek consider aspire envisage');
export const admittingVerbs = set('admit accept acknowledge concede confirm');
export const denyingVerbs = set('deny reject dispute refute rebut dismiss contest');
/** Nouns for what is said or written. */
export const claimNouns = set(
  'claim report story statement assertion rumour rumor idea belief notion suggestion allegation view theory',
);
/** Nouns whose content is open: `the allegation that …`, `no proof that …`. */
export const unprovenNouns = set(
  'allegation accusation claim rumour rumor suspicion suggestion proof evidence question doubt denial',
);
export const possibleModals = set('may might could can would');
/** How people speak of a text that they draw on. */
export const textNouns = set('author writer article piece report paper text source commentator columnist');
export const hedgingAdverbs: ReadonlyMap<string, 'possible' | 'likely' | 'reported' | 'alleged' | 'estimated'> =
  new Map([
    ...['perhaps', 'possibly', 'maybe', 'conceivably', 'potentially'].map((word) => [word, 'possible'] as const),
    ...['likely', 'probably', 'presumably', 'apparently', 'seemingly'].map((word) => [word, 'likely'] as const),
    ...['reportedly', 'supposedly', 'purportedly'].map((word) => [word, 'reported'] as const),
    ...['allegedly', 'ostensibly'].map((word) => [word, 'alleged'] as const),
  ]);
/** Verbs that say a matter is settled. */
export const boosters = set('prove establish confirm demonstrate show determine guarantee');
/** How much of a whole, the least first. */
export const amounts: readonly ReadonlySet<string>[] = [
  set('none nobody no'),
  set('few little'),
  set('some several certain'),
  set('many much numerous'),
  set('most majority'),
  set('all every everyone everybody each entire whole everything'),
];
/** How often, the least first. */
export const frequencies: readonly ReadonlySet<string>[] = [
  set('never'),
  set('rarely seldom'),
  set('sometimes occasionally'),
  set('often frequently regularly repeatedly'),
  set('usually generally mostly typically routinely normally'),
  set('always invariably constantly'),
];
/** Verbs and nouns that carry little by themselves and so tell two sentences apart badly. */
export const lightWords = set(`
  be have do make take get give go come become remain keep put set let say tell report state note find show use see know think
  thing way lot kind sort case fact number figure part piece time year month day people one other such same own more most very so
  also too even just only still yet already again then now however moreover though although while when where therefore thus
  instead otherwise meanwhile first last new far long well much many about around approximately roughly nearly almost`);
/** Pairs that tell one event from its two ends: their opposition changes roles, not truth. After Cruse, Lexical Semantics (1986), 10.5. */
const conversePairs = set(
  'buy/sell purchase/sell acquire/sell lend/borrow give/receive send/receive win/lose beat/lose precede/follow teach/learn export/import rent/let',
);
export const areConverses = (a: string, b: string): boolean =>
  conversePairs.has(`${a}/${b}`) || conversePairs.has(`${b}/${a}`);
/** Verbs whose subject and object do the same to each other; after Levin (1993), 36 (verbs of social interaction). */
export const reciprocalVerbs = set(
  'marry wed divorce meet date embrace kiss hug resemble equal match border neighbour neighbor adjoin fight face play debate consult rival join merge share',
);
/** The giving side of the converses. */
export const givingVerbs = set('sell lend give send teach export let');
/** Words of comparison and direction, with the way they point. */
export const directions: ReadonlyMap<string, 1 | -1> = new Map([
  ...[
    ...set(
      'more most increase rise grow climb gain up higher high highest above over after later ahead exceed surge jump outnumber faster better larger bigger greater longer expand improve raise upwards double',
    ),
  ].map((word) => [word, 1] as const),
  ...[
    ...set(
      'less least fewer fewest decrease fall drop decline shrink down lower low lowest below under before earlier behind lag slump slower worse smaller shorter reduce contract worsen cut downwards halve',
    ),
  ].map((word) => [word, -1] as const),
]);

/** Words that take from the force of a sentence, by the kind of doubt they raise; after Hyland (2005), appendix, and Quirk et al., 8.124–8.133. */
export const doubtCues: readonly (readonly [Doubt, RegExp])[] = [
  [
    'alleged',
    /\b(?:[Aa]lleg\p{L}+|accus\p{L}+|[Aa]ccusation\p{L}*|claim(?:ed|ing)|claims? (?:that|to have|to be)|suspect\p{L}*|[Ss]uspicions?|insist\p{L}*|contend\p{L}*|purport\p{L}+|suppos\p{L}+|[Rr]umou?r\p{L}*|den(?:y|ies|ied|ying|ials?))\b/u,
  ],
  [
    'possible',
    /\b(?:may|might|could|[Pp]ossib\p{L}+|[Pp]erhaps|potential(?:ly)?|unclear|uncertain\p{L}*|risk\p{L}*)\b/u,
  ],
  [
    'likely',
    /\b(?:likely|[Pp]robabl[ey]|presumabl[ey]|[Aa]pparent(?:ly)?|seem\p{L}*|appear(?:s|ed)?|suggest\p{L}*|indicat\p{L}+|tend(?:s|ed)?|point(?:s|ed|ing)? to|associat\p{L}+|link(?:s|ed)?)\b/u,
  ],
  [
    'estimated',
    /\b(?:[Ee]stimat\p{L}+|project(?:ed|ions?)|[Ff]orecast\p{L}*|reckon\p{L}*|roughly|approximately|puts? at|thought to)\b/u,
  ],
  [
    'intended',
    /\b(?:plan(?:s|ned|ning)?|intend\p{L}*|hop(?:e|es|ed|ing)|aim(?:s|ed|ing)?|expect\p{L}*|propos\p{L}+|consider(?:s|ed|ing)?|wants?|wish(?:es|ed)?|would like|talks|negotiat\p{L}+|draft|early stage)\b/u,
  ],
  ['conditional', /\b(?:[Ii]f|[Uu]nless|[Pp]rovided|[Pp]roviding|as long as|on condition|subject to|would)\b/u],
  ['believed', /\b(?:believ\p{L}+|thinks?|thought|view|opinion|fear(?:s|ed|ing)?|convinced)\b/u],
  [
    'provisional',
    /\b(?:[Pp]rovisional\p{L}*|[Pp]reliminary|interim|unaudited|tentative\p{L}*|unverified|unconfirmed|yet to|not (?:yet |been |yet been )*(?:verified|confirmed|proved|proven|published|final|established|known|clear|decided))\b/u,
  ],
  [
    'open',
    /\b(?:[Ww]hether|investigat\p{L}+|inquir\p{L}+|under review|looking into|no (?:\p{L}+ )?(?:conclusion|decision|evidence|proof)|cannot (?:say|tell|rule|be)|disput\p{L}+|small(?:er)? sample|caution\p{L}*)\b/u,
  ],
];

/** Words that make one thing the cause, result or purpose of another; after Quirk et al., 15.45–15.49, and Levin (1993), 27 (engender verbs). */
export const causalCue =
  /\b(?:because(?: of)?|due to(?! be\b)|owing to|thanks to|on account of|as a (?:direct )?(?:result|consequence)(?: of)?|in (?:response|reaction) to|caused(?: by)?|causes|causing|led to|leads to|leading to|resulted (?:in|from)|results? (?:in|from)|triggered(?: by)?|prompted(?: by)?|forced(?: by)?|forcing|driven by|drove|brought about|brought on|blamed on|(?:is|are|was|were|be) down to (?!\d|an?\b|\p{L}+ (?:per|posts|of))|on the (?:strength|back) of|in protest (?:at|against|over)|for fear of|(?<!or )so that|in order to|so as to|therefore|hence|consequently|which is why|that is why|owed to|stemmed from)\b/iu;
/** Words that put one thing after another, from which a reader may take a cause. */
export const temporalCue = /\b(?:after|following|when|once|since|as|then|followed|with)\b/iu;

/**
 * Where somebody stands on a proposal, or what came of it: for it, against it, or undecided. Verbs and nouns of Levin (1993), classes 29.2
 * (characterising), 33 (judgment), 64 and 67 of VerbNet (allowing and forbidding), and of assent and refusal; a particle follows its verb.
 */
const attitudes: readonly (readonly [Attitude, ReadonlySet<string>])[] = [
  [
    'for',
    set(`support back endorse approve favour favor welcome accept adopt ratify uphold grant allow permit authorise authorize agree renew
      applaud praise champion consent embrace assent sanction approval endorsement backing blessing licence permission go_ahead sign_off
      vote_for argue_for call_for legalise legalize`),
  ],
  [
    'against',
    set(`oppose reject refuse decline dismiss object block veto overturn quash deny bar ban prohibit forbid cancel scrap criticise criticize condemn
      defeat disallow abolish denounce resist lapse revoke rebuff spurn contradict dispute outlaw opposition objection rejection refusal
      criticism turn_down throw_out strike_down vote_down vote_against warn_against advise_against argue_against rule_out call_off`),
  ],
  [
    'open',
    set(
      `consider suspend postpone defer abstain examine delay adjourn review debate weigh shelve undecided pending put_off look_into hold_over request`,
    ),
  ],
];
export type Attitude = 'for' | 'against' | 'open';

/** The attitude of a lemma, with its particle after `_`. */
export const attitudeOf = (lemma: string): Attitude | undefined => attitudes.find(([, words]) => words.has(lemma))?.[0];
