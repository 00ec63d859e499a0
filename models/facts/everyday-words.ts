/**
 * Everyday words of English messages: what stands after «in» or «near» in lower case and is one of these is no place.
 * Plurals, «-ing», «-in'» and «-ed» forms are understood and need no entry.
 */
const EVERYDAY = new Set(
  `
  aaa abc abilities ability able about above abroad abruptly abs absence absent absolute abstract absurd abt abuse acc
  accent accept acceptable access accessible accident accidentally accommodate accompany accomplish accordance account
  accountant accuracy accurate achieve acid acknowledge acquire acre across act active activities activity actor actual
  acute adapt add addendum additional address adequate adjacent adjust administrative admission admit adopt adorable
  adore ads adult advance advantage advice advise advisory advocacy advocate affect afford affordable afraid after
  afternoon afterwards again against age aged agencies agency agenda agent aggregate aggressive ago agree ahead ahhh
  aid aide aim ain aint air airline airport aka alarm albeit album alcohol alcoholic alert algorithm alias alike
  alimony alive all allergic alley allow almost alone along alongside aloud alpha alphabet already alright also alt
  alter alternate alternative altogether always ambassador among amongst amount amp analysis ancestor ancestry anchor
  ancient and anger angle angry animal anime anniversary announce annual anonymous another answer ant anti anxiety
  anxious any anybody anymore anyone anytime anyway anywhere apart apologies apologize app apparatus apparent appeal
  appear appearance appliances applicable applies appraisal appreciate approach appropriate approval approve
  approximately apr april apt arc arch architecture archive are area aren arena arent argue arise arm armor around
  arrange array arrest arrival arrive arrow art article artifacts artificial artist asap asbestos aside ask asleep
  aspect ass assault assembly asset assign assist assistance assistant associate assume assure asthma ate atom atomic
  attach attack attempt attend attic attitude attorney attract attractive attributes audience audio audit aug august
  aunt author authorities authority auto automatically autumn auxiliary avail availability available ave avenue average
  avoid awake award aware awareness away awesome awful awkward aww axe axis babies baby back background backup backward
  backyard bacon bad bag bail bait balance balcony ball balloon ban banana band bandwidth bank banker bankruptcy banner
  baptism bar bare bargain barn barrel barrier base basically basics basis basket basketball bass bastard bat batch
  bath bathroom bathtub battery battle bay bbc beach beans bear beast beat beatles beautiful beauty became because
  become bed bedroom bedtime beef been beer bees before beforehand beg began begin behalf behavior behaviour behind
  belief believe bell belly belong below belt bench beneath beneficial benefit bent beside best bet beta better between
  beyond bias bid big bigger biggest bike bill billion bin binary bind bio biology bird birth birthday bit bitch bite
  bitter bizarre black blame blank blanket blast blend bless blew blind blink block blog blood bloody blow blown blue
  blur bmw board boat bodies body boiler bold bomb bone bonus book boot border born borrow boss both bother bottle
  bottom bought bound boundaries boundary bout bowl box boy boyfriend brace bracket brain branch brands brave breach
  bread break breakdown breaker breakfast breast breath breathe brick bride bridge brief bright brilliant bro broad
  broadcast broke broken broker brother brought brown brutal btw bubble bucket bucks bud buddy budget buff buffalo bug
  build builder built bulk bullet bullshit bully bump bunch bundle bungalow bunk burden burn burst bus business bust
  busy but butt butter button buy buyer buzz bye bypass cab cabin cabinet cable cafe cage cake cal calendar call caller
  calm cam came camera camp campaign camper campus can canal cancel cancer candidate candy cannot canoe cant canvas cap
  capabilities capability capable capacity cape capital capture car carbon card care career careful carpet carport
  carriage carrier carries carry cart cartoon cas cascade case casey cash casino casita cast casual cat catalog catch
  categories category caught cause cease celebrate celebrities celebrity cell cellar cent centers century ceramic
  cereal cert certain certificate chain chair challenge chamber championship chance change channel chaos chapter
  character characteristic charge charitable charities charity charm chart chase chat cheap cheaper cheapest check
  cheer cheese chef chemical chemistry chennai cherry chess chest chick chicken chief child childhood children chill
  chips chocolate choice choke choose chop chose chosen christmas chuckle chunks church circle circuit circular
  circumstances circus cite cities citizen citizenship city civil claim clarify clarity clash class classic clause
  clean cleaner clear clearer clerk clever click client climate climb clinic clip clock close closer closest closet
  closure clothes clouds clown club clue cluster cnn coach coat code coffee coin coke col cold collaborative collapse
  collect collector college collision colonial colony color colorful colour column com combat combine combo come
  comeback comedy comfort comfortable comic comin command commentary commercial commission commit common communicate
  communism communist communities community commute companies companion company comparable compare comparison
  compassion compatible compete competent competitive complain complaint complete complex complexity compliance comply
  component composite compound comprehensive compression compromise comps computer con concept concern concert
  conclusion concrete concurrently condo cone conference confidence confident confirm conflict confuse confusion
  connect conscious consecutive consent consequence conservative consider consist consistent console conspiracy
  constant constituent constitute construct consult consumer contact contain container content contest context
  continent contingency continue continuously contract contractor contrary contrast contribute control controller
  controversial convenience convenient conventional conversion convey convince cook cookie cool cooler coordinate cop
  cope copies copper copy core cork corn corner corporate corpus correct corresponds corrupt cosigner cost cottage
  couch could couldn counselor count countdown counter counterpart counties countless countries country county couple
  courage course court courtesy cousin cover coverage covid coworker cows cozy crack craft crap crash crawl crazy cream
  create creator creatures credit creek creepy crew cricket cries crime criminal crisis criteria critical criticism
  critics crop cross crowd crucial crude cruel crush cry crypt cuisine cul cult cultural culture cup curb cure
  curiosity curious curl currency current curtains curve custody custom customary customer cut cute cuz cycle dad daddy
  daemon daily dam damage damn dance dancers dang dangerous dare dark darkness dash data database date daughter day
  daycare daylight daytime dead deadline deaf deal dealer dealt dear death debate debt decade december decent decide
  decision deck declare decline decrease decree deed deep deeper deer def default defeat defend defender defensive
  define definite defunct degree dei delay delete deliberate delicious delight delightful deliver delivery dell della
  delta demand demo democracy demon demonstrate den denies denotes density dentist denver deny departure depend
  dependent deposit depot depression depth descendant descent describe desert deserve design designer desire desk
  desperate despite destroy detail detect determine develop developers device devil diabetes diagnosis dial dialect
  dialogue dialysis dice dictionary did didn didnt die died diet diff differ difference different difficult difficulty
  dig digest digit dim dime dimension diner dinner dip direct director directory dirt dirty disabilities disability
  disagree disappear disaster discipline disclose disclosure discount discover discovery discuss discussion disease
  disgust dish dishwasher disk disorder display disposal dispute disregard distance distant distinct distinguish
  distress district ditch diverse diversity divide division divorce doc doctor documentary docusign does doesn doesnt
  dog dollar domain domestic dominant don done donor dont donuts door doorman dose dot double doubt down download
  downstairs downstream downtown dozens draft drag drain dramatic dramatically draw drawn dream dress drew drink drive
  driven driver driveway drop drought drove drug drunk dry dryer drywall dti dual duck dude due dull dumb dump dumpster
  duplex dust duties duty dynamic each eager eagle ear earlier earliest earn earnest earthquake ease easier easily east
  easy eat eaten echo economic economical edge edit editor editorial educational effect effective efficiency efficient
  effort egg ego eight eighteen eighty either elaborate elderly elect electric electrical electrician electronic
  elegant elementary elevator eleven eligible eliminate elite else elsewhere email emergency emeritus emissions
  emotional emphasis employ employees employer empty enable encounter encourage end enemy energy engage engine engineer
  english enhance enjoy enormous enough ensure enter entertain entire entities entity entrance entries entry envelope
  environmental epic episode equal equality equity equivalent era error escape escrow especially essence essential est
  establish estate estimate etc ethical ethnic euro eve even event eventually ever every everybody everyday everyone
  everywhere evidence evil exact exam examine example excellent except exceptional excess excessive exchange exclusive
  excuse execute executor exempt exercise exist existence exit exotic expand expansion expect expense expensive
  experience expert expertise expires explain explicit explore export expose exposure express expressions extant extend
  extension extensive extent external extra extraordinary extreme eye eyebrows facade face facebook facetime facial
  facilitate facilities facility fact factor factories factory fade fail failure fair faith faithful fake fall fallen
  false familiar families family famine famous fan fancy fantastic far fare fargo farm farmers farmhouse farther
  fascist fashion fast faster fat fatal fate father fault favor favorite favour favourite fear feasible feature feb
  february fed fee feed feedback feel feet fell fella fellow felt female feminist fence fetch fever few fewer fha field
  fifteen fifteenth fifth fifty fight figure file fill film filter filthy final finance financial find fine finger
  finish finite fire fireplace firm first fiscal fish fit fitness five fix fixture flag flash flashlight flat flavor
  flea flee flesh flew flexible flies flight flip float flood floor flop flour flow flowers flu flush fly focus fold
  folder folk folklore follow followers fond food fool foot footage football for forbidden force foreclosure foreign
  forever forget forgive forgot forgotten fork form formal format former formula forth fortune forty forum forward
  fought foul found four fourplex fourteen fourth fragile frame framework franchise frankly fraud freak free freedom
  freeze freezer frequency frequent fresh fri friday fridge friend friendship from front frozen fry fsbo fuel fulfill
  full fully fun functional functionality fund fundamental funeral funky funny fur furious furnace furniture further
  future fuzzy gain gallery game gamma gap garage garbage garden garlic gas gate gateway gather gave gear gem gen
  gender general generate generous genius genocide genre gentle gently genuine geography geometry gesture get gettin
  giant giddy gift gig girl girlfriend give given glad glance glass global globe glorious glory glow gmail goal goat
  god goes golden golf gone gonna good goodbye goodness google gorgeous got gotta gotten governance governmental gps
  grab gracias grade graduate grammar grand grandchildren granddaughter grandfather grandma grandmother grandpa
  grandparents grandson grants graph grasp grass grateful gratitude grave gray great greater greatest greedy green grew
  grey grid groceries grocery gross ground group grow grown growth guarantee guard guess guest gui guidance guide
  guidelines guilt guilty guitar gun gut gutters guy gym habit habitat hack had hadn haha hail hair half halfway hall
  hallway halt halves ham hammer hand handful handle handsome handy hang happen happier happily happiness happy harbor
  hard hardcore harder hardware hare harm harmony harsh has hasn hasnt hatch hate have haven havent head headache
  headquarters heal health healthcare healthy hear heard heart heartbeat heat heater heaven heavily heavy heck height
  heirs held hell hello help helpful helpless hence her here hero herself hes hesitate hey hidden hide hierarchy high
  higher highest highlight highschool highway hike hill him himself hint hip hire his historic historical histories
  history hit hoa hockey hog hold holders hole holiday holler home homeless homestead hometown homework honest honey
  honor honour hood hook hookup hop hope horizon horizontal horn horrible horribly horror horse hospital host hot hotel
  hour house household how however hrs http hubby hug huge huh human humanitarian humanity humble humid humor hung
  hunger hungry hunt hurricane hurry hurt husband hut hypothetical ice icon idc idea ideal identical identifies
  identify identity ideology idiot idk idle ignorant ignore iii ill illegal illness image imaginary imagine immediate
  immense immigrants immortal immune immunity impact implies import importance important impossible impress impression
  impressive improve impulse inbox inch incident include inclusion inclusive income incomplete incorporate increase
  incredible incredibly independence independent index indicate indigenous indirect individual industry inevitable
  infant infinite influence info inform infrastructure ingredients inherit inheritance initially injuries injury inner
  innocent innovative input ins insane inside insist inspect inspector install instance instantly instead instinct
  insufficient insult insurance int intact integrity intellectual intelligence intelligent intend intense intensity
  intensive intent interact interactive interest interface interfere interference interior intermediate internal
  international internet interpreter interval interview intimate into intown intro introduce inventory investigate
  investor invisible invite involve ish island isn isnt issue item its itself ive jacket jail january jar jaw jazz
  jealous jealousy jerk jet jewelry job join joint joke journey joy judge judicial juice july jump june junk jury just
  justify keen keep kept key keyboard kick kid kill killer kind kinda kindergarten kindness kiss kitchen kitty knee
  knew knife knob knock know knowledge known label labor lack lad ladder ladies lady laid lake lamp land landline
  landlord landmark landscape lane lang language lap laptop large larger largest last late later latest latter laugh
  launch laundry law lawn lawsuit lawyer lay layer layout lazy lead leader leadership league leak lean leap learn lease
  least leather leave lecture led left leg legacy legal legend legendary legitimate lemme len lend lender length
  lengthy less lesson let letter level liar liberal liberty libraries library license lick lie lied lien lieu life
  lifestyle lifetime lift light lightweight like lil limbo limit lindsay line linear lineup linguistic link lip liquid
  liquor list listen listeners lit literacy literally literary literature little live llc load loan lobby local locate
  lock lockbox lodge loft log logic logical logo lol lone long longer longest look lookin loop loose lord lose loser
  loss lost lot lottery loud louder love lover low lower lowest luck lucky luggage lunch luxury lyrics maam machine
  machinery mad madam made mafia magazine magic magical magnificent magnitude mail mailbox main mainstream maintain
  maintenance major majority make maker makeup mal male mall mama man manage manager mandatory manifest manner manual
  manufacturer many map march margin marker market marks marriage marry marshal mask mass massive master match mate
  materials math matrix matter mattress mature max may maybe mcdonald meal mean meaningful meant meantime measure meat
  mechanical mechanics mechanism med media median medical medicine medium meet member membership memo memorable
  memories memory men mental menu mercy mere merge mess message met metal meter method metric mic mid middle midnight
  might mild mile military milk mill million min mind mine minimal minimum minor minority mint minute miracle mirror
  miserable miss mission mistake mistaken mix mob mobile mock mode model moderate modern module mold mom momentum momma
  mommy mon monday monetary money monitor monkey monster month mood moon moral more mornin mortgage most motel mother
  motor motorcycle mound mount mountain mouse mouth move movers movie movin mow mower mri much mud mudroom multiple mum
  murder muscle music musical musicians must mustache mutual myself mystery myth nah nail name nan nap narrative narrow
  nasty native natural nature navy near nearby nearer nearest neat necessarily necessary necessity neck need needle
  negative negotiate neighbor neighborhood neither nephew nerve nervous nest net neutral never new newborn newer newest
  newsletter newspaper next ngl nice nickel nickname niece night nightmare nine nineteen ninety ninth nite noble nobody
  nodes noise noisy nominee non none nonetheless nonprofit nonsense nook noon nope nor norm normal north nose nosy not
  notably note nothin notice noun nov novel november now nowadays nowhere nuclear number numerous nurse nuts nyc oak
  obey object obscure observe observer obtain obvious occasion occasional occur occurrence ocean oclock oct october odd
  off offense offensive offer office officer official often oil okay old older oldest olive omg once one onions online
  only onto onwards open operate operators opinion opponent opportunities opportunity oppose opposite ops opt optimal
  optimistic orange order ordinary org organize origin original other otherwise ought our ourselves out outbid outcome
  outdoor outer outfit outlet outline output outrage outright outside outskirts outta oven over overall overcome
  overhead overnight overseas owe own owner ownership oxygen pace pack package packet pad page paid pain painful paint
  pair pale palms panel panic pantry pants paper paperwork par paradise paragraph parallel parameters parent parish
  park parrot part partially participants participate particular parties partner partnership party pass passage
  passenger passion passionate passive passport past pasta pastor pat patch patent path patience patient patio pattern
  pause pay payroll paystubs pdf peace peaceful peculiar pee peek peer pen penalties penalty pencil penny pension
  people pepper per percent percentage pere perfect performance performer period permanent permit persistent person
  personal personality perspective persuade pet petty phase philosophy phone photo photographer photographic
  photographs photography phrase physical piano pic pick pickup picture pie piece pig pile pill pilot pin pinch ping
  pink pipe pipeline piss pit pitch pity pizza place plain plan plane planet plant plastic plate platform play player
  playoff please pleasure plenty plot pls plug plumber plural plus plz pocket podcast point poison poke poker pole
  police policies policy polite political politicians politics poll pool poor pop popcorn popular popularity porch pork
  port portable positive possession possibilities possibility possible possibly post postcards poster pot potato
  potential pound poverty power powerful ppl practical practice practise pray prayer pre preapproval precious precise
  precision predecessor prefer preference pregnant premises prep prepare presence present preserve press pressure
  presumably pretend pretty prevent preview previous price pride primarily primary prime primitive principal principle
  print printers prior priority prison private privilege prize prob probability probable probably probate probe problem
  procedures process produce producer product productive prof professional profile profit program progress progression
  progressive project prominent promise promote promotional prompt prone proof prop propaganda proper properties
  property proposal propose prose protect protein protest proto protocol prototype proud prove proven provide provider
  provision pseudonym psychological psychology pub public publicity publish publisher pull pulse pump punch purchase
  pure purple purpose push put qualifier qualify quality quantity quarter query quick quicker quiet quieter quit quite
  quote race racism radical radio radius radon rage rail railroad rain rainy raise rally ran ranch random range rank
  rap rape rapid rare rat rate rather ratio raw reach read reader ready real realistic reality realize realm realtor
  rear reason reasonable reasonably rebuild rebuilt recall receipt receive receiver recent recipe recipient recital
  reckon recognize recommend record recover recovery rectangular red redfin reduce ref refer references referendum
  reflect refugee refusal refuse regard regardless region regional register registry regret regular rehab reject relate
  relationship relative relax release relevant reliable relief religion religious relocate rely remain remainder
  remember remind reminder remote removal remove renew reno rent rental renters rep repair repeat replace replies repo
  report reporter represent representative request require res rescue research researchers reserve reservoir reset
  residence residency resident resides resolve resort resource respect respectful respective respond response
  responsibility responsible responsive rest restart restaurant restore result resume retail retain retire retreat
  retrieve retriever return rev reveal revenge revenue reverse review revision reward rex ribs rich rid ride ridiculous
  rifle right riley ring rip rise risk river roaches road robbery robot rock role roll romantic roof rooftop rookie
  room roommate root rory roster rough round route routine row rpm rude rug ruin rule rumor run runner rural rush sac
  sacrifice sad sadness safe safer safety said sake salary sale salon salt same sample sand sandwich sane sanity
  sarcastic sat satisfy saturday sauce sausage savage save saw say scale scam scandal scare scary scenario scene
  schedule scheme school science scientific scope score scratch scream screen screw script sculpture sea seafood seal
  search season seasonal seat sec second secret secure security see seed seek seem seemingly seen select self selfish
  sell seller semester semi send senior sense sensible sensitive sensitivity sensor sent sentence separate sept
  september septic sequence serial series serious serve server service session set settle setup seven seventeen seventy
  several severe sewer sex sexual sexuality sexy shade shadow shady shake shall shallow shambles shame shape share
  shareholders shark she shed sheet shelf shell shelter shields shift shine ship shirt shit shock shoe shook shoot
  shooter shop short shorter shortest shot should shoulder shouldn shout shove shovel show shower shown shrink shut
  sick side sidewalk sideways sight sigma sign signal signature significance significant silence silent silly similar
  similarity simple simpler simply simultaneously sin since sincerely sing singer single singular sink sir sister sit
  site six sixteen sixty size skeleton sketch ski skill skin skinny skip sky slab slam slap slash slate slavery sleep
  slept slice slide slight slim slip slope slot slow slower small smaller smallest smart smarter smash smell smile
  smoke smooth snack snap snow snowblower snowstorm soap sober soccer social socialism socialist socks soda soft soil
  solar sold soldiers sole solid solo solve some somebody someday somehow someone someplace sometime somewhat somewhere
  son song soon sooner sore sorry sort sought soul sound soup sour source south spa space spacious spans spare spark
  speak speaker spec special species specific specifically spectrum speech spell spend spent spin spine spirit spit
  split spoke spoken spokesman sponsor sponsorship sport spot spouse spread spreadsheet spy squad square squeeze
  stability stack stadium staff stage stager stair staircase stale stall stamp stance stand star start starter startup
  state static statistics statue status statutory stay steady steak steal steam steel stem step stereo stick still
  stock stole stolen stomach stood stop storage store stories storm story stove straight strange stranger strategic
  strategies strategy straw stray streak stream street strength strengthen strep stress stretch strict strike strip
  stroke strong stronger strongest structural structure struggle sts stubs stuck student studies studio study stuff
  stupid style sub subject submit subsequent substance substantial substitute subtle suburb suburban subway success
  successful successive successor such suck sucker sudden sue sued suffer sufficient sugar suggest suit suitable suite
  sum summary summer summit sun sunday sunny sunroom sunset super superb superior supervisor supper supplies supply
  support supporter suppose sure surface surgery surprise surround survey survival survive survivor suspect suspicious
  sustainable swallow swap swear sweat sweet swim switch sword symbolic symbols sympathy symptoms synonym system tab
  table tag tail take taken tale talent talk tall tank tap tape tar target tarp task taste tattoo taught tax taxi tbh
  tea teacher team teammates tear tech technically technique technology teen teenager teeth television tell temperature
  temporarily temporary ten tenant tend tennis tension tent tenth term terminal termite terrible terrific territory
  terror terrorism terrorist test text texture than thank thankful that the theater theft their them theme themselves
  then theoretical theories theory therapist therapy there thereafter thereby these they theyd theyre thick thin think
  third thirty this tho thorough those though thought thoughtful thousand thread threat three threshold threw throat
  through throughout throw thrown thru thumb thurs thursday thx tick ticket tie tied tight tiktok til tile till time
  timeline timer tiny tip tire title tks tmrw toast today toddler toe together toilet told tolerance tolerate toll
  tomatoes tomorrow ton tone tongue tonight tonite too took tool tooth top topic torn tornado torture toss total touch
  tough tour tourist toward towers town townhouse toxic toy toyota trace track tractor trade trademark traditional
  traffic tragedy tragic trail trailer train traits trampoline trans transfer transit translate translator transmission
  transparent transport trap trash trauma travel treasure treat tree tremendous trend tri trial tribute trick trigger
  trim trip triple troops trouble truck true truly trust truth try tryna tub tube tues tuesday tune tunnel turn turtle
  twelve twenty twice twins twist two type typical ugh ugly ultimate umbrella una unable unacceptable unaware
  unbelievable uncle unclear uncomfortable uncommon under underground underneath understand understood underwear
  underwriter unfair unfortunate unhappy uniform union unique unit universe university unknown unless unlikely
  unnecessary unofficial unsubscribe unsuccessful unsure until unusual update upgrade upon ups upset upside upstairs
  upstream upwards urge urgency urgent usa usd use used useful useless user usual utilities utility utter vacant vacuum
  vague vain val valid valuable value vampire van var variable variant varies variety various vary vast vault vector
  vegetables vegetarian vehicle venmo vent venture venue verb verbal verify version versus vertical very vet veterans
  via viable vibe vice victim victory video view viewers village violence violent virgin virtual visa visible visit
  vital voice void volume voluntary volunteer von vote voters voucher vulnerable wage wait waiter waive wake walk
  walker wall wallpaper wanna want war warm warmer warmth warn warrant was wash washer wasn wasnt waste watch water
  waterfall wave way weak wealth wealthy weapon wear weather website wed wednesday weed week weekday weekend weight
  weird welcome welfare well went were weren wet what whatever whatsoever wheel wheelchair when whenever where whereas
  wherever whether which whichever while whilst whisper white who whoever whole wholly whom whose why wide wider width
  wife wifi wild wildlife will win wind window wine wing winner winter wipe wire wireless wisdom wise wish witch with
  withdraw withdrawal within without witness wizard wknd wks woke wolf wolves woman women won wonder wonderful wont
  wood wooden word wore work worker workout world worldwide worn worries worry worse worship worst worth worthy would
  wouldn wound wow wrap wreck write writers written wrong wrote www yall yard yea yeah year yell yellow yep yes yesss
  yesterday yet yield you young younger youngest your youre yourself yourselves youth youtube yrs yup zelle zero zillow
  zip zombie zone zoo
`
    .trim()
    .split(/\s+/),
);

const INFLECTED = /(?:ing|in'|ed|tions?|ness|ments?|n't|'s|'ll|'re|'ve|'d)$/;

/** Whether a word, in any case, is one that people use every day rather than a name. */
export function isEveryday(word: string): boolean {
  const plain = word.toLowerCase();
  if (plain.length < 3 || EVERYDAY.has(plain)) return true;
  if (plain.length > 4 && (INFLECTED.test(plain) || INFLECTED.test(plain.replace(/s$/, '')))) return true;
  return ['s', 'es', 'ly', 'in'].some(
    (suffix) => plain.endsWith(suffix) && EVERYDAY.has(plain.slice(0, -suffix.length)),
  );
}
