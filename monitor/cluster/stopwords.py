"""Stop words for clustering: words and names common in news, most frequent first.

`PLAIN` says nothing of what a story is about. `NAMES` says a little: a story about Putin and Trump is
one of hundreds. Anything else, and any figure, is distinctive. Counted over some 15,000 English news
articles of twenty years, with the days, months, agencies and first names added by hand; the Cyrillic
words, Russian and Ukrainian, are by hand.
"""

from __future__ import annotations

PLAIN: tuple[str, ...] = tuple(
    """
the and for that with has was from said have but are this not will been after they which who his its had
more one their new were also year about out there when would over all first two people than can time last
into you could some other now what told world just being years according while them only like before made
three news because back against says off most since make government she may where then get week many next
how old him any well down day her our take during way say company such even state still very group under
including around between added part country set second through much home reported another did those end see
however work president high should going these long million report number used month called man help four
reports don come found city both media already five your took days good video use want know right place life
think left months former public national today top same need international here expected show put came based
seen announced own minister police won earlier later big security times six third hit team change taken
market went early known saying several family due chief local without too game officials recent plans got
best killed least few away deal really start ago making held across past until information major move
business following among service released win official online taking house again despite night using asked
story yet find look head never statement whether become something support near far does given lot record
half run real confirmed able every case leader looking war money play working open claims almost give didn
great office little close might face further states children thought director likely full internet death
companies ever cut countries biggest future led global free why firm having each better air members
technology general com final services though spokesman keep area lead north health weeks industry social
comes order although woman name post decision season others believe power less return point different law
small line system clear possible once series latest control court plan currently site prime press men
reportedly action lost behind large things website coming recently late largest attack strong ahead began
source release started oil must important live military continue prices pay young yesterday research trying
street executive department school enough key watch star hard price quarter person within data body low main
stop agency foreign sales party done getting saw hours women meeting died cost current outside users rise
along shows claimed network thousands climate phone forces wanted always share authorities side showed
election issue force nations agreed try posted received doing believed level call games include thing let
human music buy central hospital morning available fact capital nearly soon sent east film role seven daily
himself trade sources computer increase instead mark players sure leading offer leaders means launch white
economic software previously growth event played job staff problem victory fight total heard everything
financial secretary higher policy front bank follow claim named became huge giant appeared running launched
car food decided title personal together nothing shot details senior needed campaign conference revealed net
previous product demand hope whose brought turned result fans warned economy dead inside member doesn centre
radio comment feel everyone mean wants situation billion rights town makes accused products anything
described often region short problems eight playing interest federal reached target shares forward actually
per history turn forced happened special experts evidence age union single political account percent energy
risk remains lives provide mobile form rather via leave weekend bill minutes friends wrote speaking act hold
gave figures league anti growing bid building article northern popular groups photo caused sale player
course agreement potential areas black term winning attacks space failed jobs points pressure someone
medical similar remain chance themselves talks takes match version meet true hand son tell involved allow
impact red bring bit idea message manager isn test development fell sold adding missing council water anyone
whole date difficult issues fighting private published army community love ground process rose analysts
threat costs moment create workers fall battle read performance digital mother investigation legal felt
matter reach update border access round project living calls hands heart fire list included gone longer
probably newspaper chairman western summer nine room non ready firms nation sign club appears stay rate
charge concerns quite success continued helped showing child customers results sports lower fourth
immediately incident hopes signed response store spent cases changes coach father issued itself board
football image position charges needs web stock talk gold serious step loss amount bad cause quickly met
kind significant administration related seems allegedly cannot question production middle career operation
beat programme sell alleged care size apparently paid television station search towards experience either
especially rest ask worth study arrested aid ended exchange mail worked maker send meanwhile parents focus
below happy stage investment picture looks profit period doctors attempt gas officer tried born road drive
offered device killing moved protect hundreds rules holding range tax created couple hour injured planned
original ensure opening followed light interview returned boost wife southern operations annual efforts
above investors spending selling reason raised events giving journalist particularly view gets wasn appear
denied example systems save designed simply allowed wall ministry break scientists committee announcement
discovered please parts homes page carried intelligence residents build injury understand management
believes field parliament stocks center movie independent goes competition track join environment separate
average sites identified fighters reporting violence finally contact strike admitted raise passed majority
millions pretty trial safety pre amid training terms stand race militant starting sport wrong measures
considered comments associated dropped happen officers effort green includes planning expect closed figure
joined certain boy confirm summit cuts suggested moving friend kept calling vote peace questions opportunity
massive dollar spread changed cash levels quality address looked emergency ways warning couldn consumer
increased reduce fear shown rival profile goal female leaving responsible unit photos scene screen devices
operating visit channel victims compared troops treatment widely completely receive consumers park drug safe
terrorist knew aimed images civil works attention positive shared facing highest double presidential easy
crisis bought meant captured organisation evening province supply common airport fake actor else poor value
weapons content surgery provided managed begin tech natural education fund multiple fast protection claiming
extra opened boss miles lack alone fired employees vice heavy concern justice continues rising society
carbon terror wide tour add families defense features businesses estimated wins host crime charged committed
blood thank girl broke developed generation choice ran armed conditions tough soldiers beginning spend model
champion limited recorded condition stars analyst emissions alongside stopped book talking produced self
drop present award gives contract becoming linked prevent secure weather acting minute criminal defence
words avoid challenge developing opposition deputy fuel rates spoke faces written throughout fine refused
extremely sector accounts arrest telling daughter mass introduced land backed complete maybe buying arrived
necessary initially eastern numbers successful targets particular mind cover suffered effect putting travel
seeking check actions spokesperson dollars additional missed pictures sense trip seeing markets vehicle mid
damage speech stories hear remained standard domestic speed critical activity thanks earnings owner user
declared founder negotiations language clean highly hits base beyond program judge shooting explained
helping networks afternoon noted camera films declined runs debut writing kill concerned caught broken
cutting suggests straight magazine grand ability spot district box worst offering removed sometimes aware
progress certainly finance trading doubt improve pair display ban powerful perhaps profits false eyes awards
faced budget citing various twice sex voice commercial direct urged ministers teams suspected picked
eventually handed winner wait championship entire exactly offers names originally placed cross scheduled
territory doctor filed built overall brother joint rule consider sort push threatened retail nearby
suffering breaking flight tells entertainment pass addition card eye stores scale unless proposed baby
worldwide century simple fresh injuries feature pulled alive reporters organization carrying row asking
subject hoping traditional revenue targeted decades affected blue bringing speculation attacked class signs
promised fears hostage individual debate corporate losing credit supporters surprise review required smaller
singer prison population onto links deep seem communications wouldn ceremony plus type forecast rock emerged
touch expert upon bodies sound approach champions carry ones equipment illegal virus owned waiting phones
suggest yes band ordered fellow winter deliver clearly reasons aged places driving greater word videos
finding thinking door code increasing familiar shock murder parties models cities famous science elections
directly pro confidence allegations struggling wireless spring sea strategy island ruled lose student laws
computers grow falling zero note prize considering ongoing controversial tackle feeling units streets unable
slow normal items guilty ruling decide unveiled strikes citizens confident dangerous students husband enter
stated funds expensive partner environmental scored keeping tests whom aircraft sides orders request decade
paper providing quoted agree remember file standards turning journey defeat connection existing sees
suspended miss resources song driven relationship fly struck variety standing critics ball develop closer
holiday conservative airlines investigating wearing insisted conflict lived girls style seconds email
absolutely hasn brand identity material interested technical goods spokeswoman camp cars producer appeal sun
fit college write leadership option regional footage unlikely delivered lawyer sending seek coast planet
increasingly causing victim flying fifth effects property announce mission practice returning produce
crucial rivals nature expressed funding survey draw captain sitting terrorism shopping creating uses
messages nor hurt remove sister sounds letter investor haven dozens secret pick panel reality myself table
policies transport criticised hearing guard intended prepared initial rushed rich angry follows lines voters
bomb unclear occurred reporter assault records protest protests affairs technologies app buildings
activities performed treated options turns answer disease gain audience willing threatening surprised
shortly design recovery movement steps income fully culture outlets nuclear cast accepted usually changing
rejected expectations determined drugs crimes regular piece banks authority obviously continuing speak
entered edition truth begins threats documents paying larger infrastructure grew airline division warming
websites boys attorney county raising hot terrorists discuss researchers mostly limit supplies prove status
failure square ten advantage quick watching allowing decisions testing hoped vehicles communities goals
seized suspect walking monitoring worker seriously chain jail remaining poll basis finished aims yen debt
therefore argued publicly block governments severe male die foot traffic vast cold pushing owners regarding
seemed location bigger trend ideas aren completed arms contacted keen presented agencies visited appearance
taxes church slightly sharing strength crowd capacity coalition politics trouble herself walk fun indeed
recording toward adds possibility reserve modern reading criticism aim heat projects estimates definitely
unknown village battery commitment proved immediate choose express responsibility flat benefit stadium feet
officially link established duty core broadcast gathered perform analysis actress blog editor detained fair
learned reaching agent sought unusual trust professor industrial proposal exports journalists none happening
supported weight provides approved learn super chip delivery setting sets edge advice fraud statements
neither prior platform upcoming executives fan vital quote sorry machine politicians finish favourite
takeover purchase responded danger medal proposals welcomed cabinet planes text shop plant complex artist
storage eat river advanced sexual rally monitor difference marketing electronics headquarters destroyed
conducted respond possibly facilities floor cards complaints relief prompted opinion driver starts scheme
accept relatively dozen leads sharp pull entering rare expand presence ship predicted plays disaster
interesting violent feels rescue overseas decline worried dog potentially determine customer jump crude
pledged expects guy ends whatever pushed deadly older ending procedure shocked freedom served rebel schools
focused perfect tournament blamed offensive supposed arm worse visitors alliance eating views supporting
tomorrow reduced easily versions serving attended begun dominated knowledge commissioner era allows
controlled falls improving beautiful fallen insurance benefits chances charity fighter atmosphere wounded
compete songs sick covered risks specific stolen dramatic receiving individuals pointed protesters relations
flights influence train failing stronger gained measure dubbed golden blow kids entirely pace studies banned
movies apartment promise improved application losses passengers faster squad matches rises stake wave
command nice steel detailed understood veteran makers entry pop knows shut physical replace witnesses
matters advance employee contains deals indicated files fed respect activists programs conduct fought
surrounding newly birth easier shift crew beating replaced author preparing warm extreme wild bottom hotel
attempts enjoy governor shots internal saved crash hitting happens involving launches effective leaves abuse
category pain manufacturing classic plane rugby soldier ceasefire explosion teenager sparked introduce drawn
art wish drama suggesting impossible explain challenges lifetime sky task stuff representatives gains
married active audio enforcement session repeatedly cited experienced assistant returns aside specialist
tries seventh lots striker identify religious freed serve direction teacher deaths powers character
materials becomes require dark engine electronic download professional suit patients catch moves glass
delayed birthday largely transfer directed closing assets books premier demands port achieve helps prisoners
roughly relatives amazing headed package listen friendly window unique phase passing passenger heavily
partners regime anniversary moments heads construction surface strip extended basic rapid threw abroad
organisations grown strategic unfortunately wider skin rebels knife treat document fate explains scenes
marks cell tools zone vulnerable formed wonder combat distance animals exclusive tie suicide storm holds
dedicated harm chips normally cancer significantly tens allies ultimately dream applications increases
civilians investigate spotted capture tested bed collection patient voted posts publication score affect
performing opportunities memory acts fashion chart talked jumped inflation strange overnight producing notes
discussions anonymous joining weapon loved pilot hair widespread cool offices waste younger reaction attend
approval chosen forecasts semi monthly cable tonight titles chat healthy effectively candidate studio
closely producers electric split prosecutors factory temperatures hall reveal wind favour euros coal filled
consequences encourage gang remote executed combined wake covering dispute alternative writer viewers
housing gun types controversy stepped pregnant apply meaning questioned gap damaged inquiry shipping watched
anticipated attempted payment payments background plastic filmed solution featured defended rumours settle
winners blast listed elsewhere apart nobody ill colleagues lying tiny worry puts obvious apparent rain
legislation investigators unnamed writes multi album sit giants enterprise counter initiative registered
nominated van facility satellite managing shape commander historic personnel legend expansion kills probe
weak sixth output adults wing capable incredible reference ties spoken electricity updated dismissed ranked
proud reducing acquisition hardware adopted quit temporary lawyers fastest bridge animal arrival houses
positions estimate visiting immigration metal silver walked welcome mentioned bills opens imagine regularly
granted thinks impressive concluded priority plenty developers promises exposed travelling interests absence
appearing anywhere reform mayor globe promote coverage learning maintain approximately solid praised
sentence competing route skills likes targeting conversation assembly stone bar defending tribute thrown
involvement scandal totally click shadow hurricane gaming festival understanding headlines fish kingdom
trees borders interior commented deeply blocked doors thousand struggled blame detail penalty outlook garden
triggered factor achieved controls useful busy feared imposed index worries regulators operator advertising
killer negative attempting connected suddenly hero accounting luxury accident exact struggle usual cheap
competitive mixed cameras fewer ice tank brutal fixed fee numerous opposed stands properties mistake seat
backing extend contained forest clothes optimistic regions schedule sanctions transition buried reads fees
faith rapper referred amounts agents desire elected desperate studying disappointed informed artists
hospitals lawsuit defend yards tool retailer dressed snow citizen representative orange marked auction
pricing partnership surge launching smart stations upset recover discussion gender risen findings crown
discussed earned continent limits centres fuels carrier confirmation hole episode guess badly symptoms
filming tight alert appropriate creation function joke chose popularity stood suspects pleaded guys lowest
humanitarian islands cheaper wear clash talent beaten replacement dad poverty enjoyed organised kick bag
resident generally carefully infected disappeared teenage keeps greatest mainly infection grant rural
contain industries saving machines maximum agenda gathering roads voting roll bowl enormous primary
incidents approached actual heading importance unlike flooding properly lady stressed burning demanded
assistance anger pack specifically inspired contest currency pitch switch manage intense delays labor stayed
repeated meat bear convinced corporation provider brief taste jury obtained ocean theft studios accurate
candidates laid announcing imports consumption dies lay cleared delay resigned barrel signing lucky
recovered acknowledged mention adult comfortable strict vision afraid custody tape intervention protected
exciting jets indicate representing witness contrast cap murdered fix convicted balance venture strongly
prepare exist handle hundred backs format democracy fantastic fiscal sharply pledges proof verify diplomatic
sleep forget leaked path unexpected client forms equivalent brothers feed everybody dealing selection
distribution commerce savings exercise settlement operators propaganda moon streaming possession honour
genuine attacking lets clothing charging anymore existence solar referring fishing essential chest vowed
fill drink featuring appointed locations truly autumn owns illegally meetings draft cent cancelled deficit
sudden mountain memorial prisoner pause count emerging drinking shoot survive behaviour plot operate
practices seats except dry challenging renewed reforms collapse gift lies pounds aggressive consecutive
alcohol repair recovering maintained establish perfectly crazy searching releasing degree encouraging
depending pool courts resolution earn updates independence chair attending copies behalf ticket broadcaster
tradition shops accusing viruses connections rocket finds abducted sons solutions communication stuck
applied circulating collected engineering readers complaint heating thoughts devastating holy discovery
athletics secured delighted rapidly plants founded clubs soccer sized requested replied detention stomach
bus retailers checked expanded suspension wonderful demanding leg expanding reputation innocent mini
successfully invited privacy manufacturers commit retired billions fierce flow hopefully basketball supports
marine motion bombing ranking fat stick remarks breaks hadn grounds gear joy confirms argue fame surprising
slipped contributed proper handling native sustained estate singles causes selected highlighted spreading
messaging employment ease outcome dual cheese activist prominent abandoned parent hell describing staying
somewhere funded refugee banking arrests inch circumstances warns describes notice pieces girlfriend
ambassador wars personally battles urban purpose hide stages hosted weren tactics waters brands soft
managers january february march april june july august september october november december jan feb mar apr
jun jul aug sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu
thur thurs fri sat john michael david james paul tony steve mike peter martin charles robert george tim
richard steven alan thomas chris gordon andrew oliver brian kevin andy stephen jason tom joe alex william
taylor justin matt ben jim jonathan simon louis ian jack roger daniel harry charlie patrick henry alexander
gary vladimir donald howard kelly reuters afp bbc cbs tass interfax ria novosti ukrinform agence xinhua
bloomberg anadolu gmt cup god king lord sir windows american british united university association
commission institute foundation republic federation academy christmas olympic olympics earth west south los
san hill bay correction corrected refile telegram kilometres kilometers kilometre tuesday's separatist
""".split()  # noqa: SIM905 one word to a line is four thousand lines
)

NAMES: tuple[str, ...] = tuple(
    """
york london iraq european islamic england europe apple china washington america britain russian microsoft
russia syria france india australia french japan africa iraqi labour trump israel australian wales canada
chinese scotland brown english bush israeli african japanese ukraine ireland california canadian germany
google korea ceo indian german paris hollywood syrian boston americans texas manchester jones asia angeles
abu italy palestinian williams christian korean johnson florida yahoo francisco irish democratic fox
scottish liberal royal chicago afghanistan turkey spain smith tokyo italian muslim kim mps madrid journal
mac ukrainian nasa moscow scott supreme mexico saudi asian spanish arsenal sydney securities congress qaeda
zealand beijing usa ferguson pakistan democrats brazil mirror argentina prince cook jewish liverpool turkish
palestinians amazon queen arabia muslims putin houston kerry birmingham lee jackson davis arab valley
pacific iran seattle sudan swiss democrat treasury nigeria republican samsung toronto woods wilson senate
catholic rivers nigerian carolina kong wright britons morgan delta guardian tiger hong berlin brazilian
singh disney sweden atlantic zelensky zelenskyy kremlin peskov lavrov macron scholz merz starmer sunak biden
harris vance rubio witkoff netanyahu gantz erdogan jinping modi orban tusk duda meloni stoltenberg rutte
leyen borrell kallas guterres hezbollah hamas houthi houthis kyiv kiev odesa kharkiv donetsk luhansk kherson
crimea zakharova ushakov yermak umerov sybiha kuleba medvedev lukashenko minsk belarus tehran jerusalem
brussels ankara riyadh doha beirut damascus taiwan pyongyang seoul pope vatican opec imf gazprom nato ftse
nasdaq dow nikkei brent
""".split()  # noqa: SIM905 one word to a line is four thousand lines
)

PLAIN_CYRILLIC: tuple[str, ...] = tuple(
    """
и в на с что не по как это из за для от до но или же бы он она они мы вы его ее их ему ей им нам вам был
была были было есть быть будет будут также того этом этот эта эти так все всех уже еще при после перед между
через году года год лет день дня который которая которые которого которых где когда если чтобы сообщил
сообщила сообщает заявил заявила заявили сказал сказала отметил добавил рассказал словам ранее сегодня вчера
понедельник вторник среду четверг пятницу субботу воскресенье января февраля марта апреля мая июня июля
августа сентября октября ноября декабря президент президента министр министра министерство глава главы
страны страна россии россия российский украины украина украинский сша один два три млн млрд тыс рублей
долларов процентов человек людей время об о к у а я то под над без около более менее только может могут
должен свой своей своих себя чем там тут здесь кто том і й та з що від як це із про але або ж би він вона
вони ми ви його її їх був була були було є бути буде будуть також цьому цей ця ці всі всіх вже ще після між
році року рік років який яка які якого яких де коли якщо щоб повідомив повідомила повідомляє заявив сказав
зазначив додав розповів словами раніше сьогодні вчора понеділок вівторок середу четвер пятницю суботу неділю
січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня міністр міністра
міністерство голова країни країна росії російський україни український осіб час пресс секретарь прес
секретар тасс риа новости интерфакс укринформ укрінформ правда телеграм канал
""".split()  # noqa: SIM905 one word to a line is four thousand lines
)

NAMES_CYRILLIC: tuple[str, ...] = tuple(
    """
путин кремль песков лавров захарова зеленский трамп байден макрон эрдоган мишустин медведев ермак москва
киев вашингтон европа нато евросоюз китай израиль иран путін кремль пєсков лавров зеленський байден єрмак
київ вашингтон європа ізраїль іран китай одесса харьков донецк крым одеса харків донецьк крим сирия турция
сирія туреччина германия німеччина британия британія франция франція польша польща
""".split()  # noqa: SIM905 one word to a line is four thousand lines
)
