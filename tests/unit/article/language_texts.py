"""A headline and a paragraph in each of many languages, written for these tests; all tell the same made-up news."""

from __future__ import annotations

TOLD_APART = {
    "en": (
        "Minister calls for new talks on harbour",
        (
            "The transport minister said on Monday that the two governments would meet again in the coming weeks to "
            "discuss the future of the harbour. She told reporters in the capital that no decision had been taken and "
            "that both sides were still far apart on the price. A spokesman for the port said workers had not been "
            "informed about the plan. Unions want a guarantee that nobody will lose a job before the end of next year."
        ),
    ),
    "de": (
        "Ministerin fordert neue Gespräche über den Hafen",
        (
            "Die Verkehrsministerin sagte am Montag, dass sich die beiden Regierungen in den kommenden Wochen erneut "
            "treffen wollen, um über die Zukunft des Hafens zu beraten. Vor Journalisten in der Hauptstadt erklärte sie, "
            "es sei noch keine Entscheidung gefallen, und beide Seiten lägen beim Preis weit auseinander. Ein Sprecher des "
            "Hafens teilte mit, die Beschäftigten seien nicht über den Plan unterrichtet worden. Die Gewerkschaften "
            "verlangen eine Garantie, dass niemand vor Ende des nächsten Jahres seine Stelle verliert."
        ),
    ),
    "fr": (
        "La ministre réclame de nouvelles discussions sur le port",
        (
            "La ministre des Transports a déclaré lundi que les deux gouvernements se retrouveraient dans les prochaines "
            "semaines pour parler de l’avenir du port. Elle a précisé devant la presse qu’aucune décision n’avait été "
            "prise et que les deux parties restaient très éloignées sur le prix. Un porte-parole du port a indiqué que les "
            "salariés n’avaient pas été informés du projet. Les syndicats exigent la garantie que personne ne perdra son "
            "emploi avant la fin de l’année prochaine."
        ),
    ),
    "es": (
        "La ministra pide nuevas conversaciones sobre el puerto",
        (
            "La ministra de Transportes dijo el lunes que los dos gobiernos volverán a reunirse en las próximas semanas "
            "para hablar del futuro del puerto. Explicó a los periodistas en la capital que todavía no se ha tomado "
            "ninguna decisión y que las dos partes siguen muy lejos en cuanto al precio. Un portavoz del puerto señaló que "
            "los trabajadores no habían sido informados del plan. Los sindicatos piden garantías de que nadie perderá su "
            "empleo antes de que termine el próximo año."
        ),
    ),
    "it": (
        "La ministra chiede nuovi colloqui sul porto",
        (
            "La ministra dei Trasporti ha detto lunedì che i due governi si incontreranno di nuovo nelle prossime settimane "
            "per discutere del futuro del porto. Ai giornalisti nella capitale ha spiegato che non è stata presa alcuna "
            "decisione e che le due parti sono ancora molto lontane sul prezzo. Un portavoce dello scalo ha riferito che i "
            "lavoratori non erano stati informati del piano. I sindacati chiedono la garanzia che nessuno perda il posto "
            "prima della fine del prossimo anno."
        ),
    ),
    "pt": (
        "Ministra pede novas conversas sobre o porto",
        (
            "A ministra dos Transportes disse na segunda-feira que os dois governos vão voltar a reunir-se nas próximas "
            "semanas para falar sobre o futuro do porto. Explicou aos jornalistas na capital que ainda não foi tomada "
            "nenhuma decisão e que as duas partes continuam muito afastadas quanto ao preço. Um porta-voz do porto afirmou "
            "que os trabalhadores não tinham sido informados do plano. Os sindicatos exigem a garantia de que ninguém "
            "perderá o emprego antes do fim do próximo ano."
        ),
    ),
    "pl": (
        "Minister chce nowych rozmów w sprawie portu",
        (
            "Minister transportu powiedziała w poniedziałek, że oba rządy spotkają się ponownie w najbliższych tygodniach, "
            "aby omówić przyszłość portu. Dziennikarzom w stolicy wyjaśniła, że nie podjęto jeszcze żadnej decyzji i że "
            "obie strony nadal różnią się w sprawie ceny. Rzecznik portu przekazał, że pracownicy nie zostali "
            "poinformowani o planie. Związki zawodowe domagają się gwarancji, że nikt nie straci pracy przed końcem "
            "przyszłego roku, jak było to już obiecane."
        ),
    ),
    "nl": (
        "Minister wil nieuwe gesprekken over de haven",
        (
            "De minister van Verkeer zei maandag dat de twee regeringen elkaar in de komende weken opnieuw zullen "
            "ontmoeten om over de toekomst van de haven te spreken. Ze vertelde journalisten in de hoofdstad dat er nog "
            "geen besluit is genomen en dat beide partijen het nog lang niet eens zijn over de prijs. Een woordvoerder van "
            "de haven liet weten dat de werknemers niet over het plan waren ingelicht. De vakbonden willen een garantie "
            "dat niemand voor het einde van volgend jaar zijn baan verliest."
        ),
    ),
    "tr": (
        "Bakan liman için yeni görüşme istedi",
        (
            "Ulaştırma bakanı pazartesi günü yaptığı açıklamada, iki hükümetin limanın geleceğini konuşmak için önümüzdeki "
            "haftalarda yeniden bir araya geleceğini söyledi. Başkentte gazetecilere konuşan bakan, henüz bir karar "
            "alınmadığını ve tarafların fiyat konusunda birbirinden çok uzak olduğunu belirtti. Liman sözcüsü ise "
            "çalışanların plan hakkında bilgilendirilmediğini ifade etti. Sendikalar gelecek yılın sonuna kadar kimsenin "
            "işini kaybetmeyeceğine dair güvence istiyor."
        ),
    ),
    "ru": (
        "Министр призвала к новым переговорам о порте",
        (
            "Министр транспорта заявила в понедельник, что правительства двух стран снова встретятся в ближайшие недели, "
            "чтобы обсудить будущее порта. Она сказала журналистам в столице, что решение ещё не принято и что стороны "
            "по-прежнему далеки друг от друга в вопросе о цене. Представитель порта сообщил, что работников не "
            "предупредили об этих планах. Профсоюзы требуют гарантий, что никто не потеряет работу до конца следующего "
            "года."
        ),
    ),
    "uk": (
        "Міністерка закликала до нових переговорів про порт",
        (
            "Міністерка транспорту заявила в понеділок, що уряди двох країн знову зустрінуться найближчими тижнями, щоб "
            "обговорити майбутнє порту. Вона сказала журналістам у столиці, що рішення ще не ухвалили і що сторони досі "
            "далекі одна від одної щодо ціни. Речник порту повідомив, що працівників не попередили про ці плани. "
            "Профспілки вимагають гарантій, що ніхто не втратить роботу до кінця наступного року."
        ),
    ),
}

FOREIGN = {
    "hu": (
        "Új tárgyalásokat sürget a miniszter a kikötőről",
        (
            "A közlekedési miniszter hétfőn azt mondta, hogy a két kormány a következő hetekben újra találkozik, hogy a "
            "kikötő jövőjéről beszéljen. A fővárosban az újságíróknak elmondta, hogy még nem született döntés, és a felek "
            "az ár kérdésében továbbra is távol vannak egymástól. A kikötő szóvivője szerint a dolgozókat nem "
            "tájékoztatták a tervről. A szakszervezetek garanciát kérnek arra, hogy a jövő év végéig senki sem veszíti el "
            "az állását."
        ),
    ),
    "fi": (
        "Ministeri vaatii uusia neuvotteluja satamasta",
        (
            "Liikenneministeri sanoi maanantaina, että kahden maan hallitukset tapaavat lähiviikkoina uudelleen "
            "keskustellakseen sataman tulevaisuudesta. Hän kertoi toimittajille pääkaupungissa, että päätöstä ei ole vielä "
            "tehty ja että osapuolet ovat hinnasta edelleen kaukana toisistaan. Sataman tiedottajan mukaan työntekijöille "
            "ei ollut kerrottu suunnitelmasta. Ammattiliitot haluavat takeet siitä, ettei kukaan menetä työpaikkaansa "
            "ennen ensi vuoden loppua."
        ),
    ),
    "et": (
        "Minister nõuab sadama üle uusi läbirääkimisi",
        (
            "Transpordiminister ütles esmaspäeval, et kahe riigi valitsused kohtuvad lähinädalatel uuesti, et arutada "
            "sadama tulevikku. Ta rääkis pealinnas ajakirjanikele, et otsust ei ole veel tehtud ja et pooled on hinna "
            "suhtes endiselt kaugel teineteisest. Sadama pressiesindaja sõnul ei olnud töötajaid plaanist teavitatud. "
            "Ametiühingud tahavad kindlust, et keegi ei kaota tööd enne järgmise aasta lõppu."
        ),
    ),
    "lv": (
        "Ministre aicina uz jaunām sarunām par ostu",
        (
            "Satiksmes ministre pirmdien paziņoja, ka abu valstu valdības tuvākajās nedēļās tiksies vēlreiz, lai runātu par "
            "ostas nākotni. Viņa galvaspilsētā sacīja žurnālistiem, ka lēmums vēl nav pieņemts un ka puses jautājumā par "
            "cenu joprojām ir tālu viena no otras. Ostas pārstāvis norādīja, ka darbinieki par plānu nebija informēti. "
            "Arodbiedrības prasa garantijas, ka neviens nezaudēs darbu līdz nākamā gada beigām."
        ),
    ),
    "lt": (
        "Ministrė ragina pradėti naujas derybas dėl uosto",
        (
            "Susisiekimo ministrė pirmadienį pareiškė, kad abiejų šalių vyriausybės artimiausiomis savaitėmis vėl susitiks "
            "ir kalbėsis apie uosto ateitį. Sostinėje ji žurnalistams sakė, kad sprendimas dar nepriimtas ir kad šalių "
            "nuomonės dėl kainos vis dar labai skiriasi. Uosto atstovas teigė, kad darbuotojai apie planą nebuvo "
            "informuoti. Profesinės sąjungos nori garantijų, kad iki kitų metų pabaigos niekas nepraras darbo."
        ),
    ),
    "cs": (
        "Ministryně chce nová jednání o přístavu",
        (
            "Ministryně dopravy v pondělí řekla, že se vlády obou zemí v příštích týdnech znovu sejdou, aby jednaly o "
            "budoucnosti přístavu. Novinářům v hlavním městě sdělila, že zatím nepadlo žádné rozhodnutí a že obě strany "
            "jsou si v otázce ceny stále vzdálené. Mluvčí přístavu uvedl, že zaměstnanci nebyli o plánu informováni. "
            "Odbory chtějí záruku, že do konce příštího roku nikdo nepřijde o práci."
        ),
    ),
    "sk": (
        "Ministerka žiada nové rokovania o prístave",
        (
            "Ministerka dopravy v pondelok povedala, že vlády oboch krajín sa v najbližších týždňoch opäť stretnú, aby "
            "hovorili o budúcnosti prístavu. Novinárom v hlavnom meste oznámila, že zatiaľ nepadlo žiadne rozhodnutie a že "
            "obe strany sú si v otázke ceny stále ďaleko. Hovorca prístavu uviedol, že zamestnanci neboli o pláne "
            "informovaní. Odbory chcú záruku, že do konca budúceho roka nikto nepríde o prácu."
        ),
    ),
    "sl": (
        "Ministrica poziva k novim pogovorom o pristanišču",
        (
            "Ministrica za promet je v ponedeljek povedala, da se bosta vladi obeh držav v prihodnjih tednih znova sestali "
            "in govorili o prihodnosti pristanišča. Novinarjem v prestolnici je dejala, da odločitev še ni sprejeta in da "
            "sta strani pri ceni še vedno daleč narazen. Predstavnik pristanišča je sporočil, da delavci o načrtu niso bili "
            "obveščeni. Sindikati zahtevajo jamstvo, da do konca prihodnjega leta nihče ne bo izgubil službe."
        ),
    ),
    "hr": (
        "Ministrica traži nove pregovore o luci",
        (
            "Ministrica prometa rekla je u ponedjeljak da će se vlade dviju zemalja u idućim tjednima ponovno sastati kako "
            "bi razgovarale o budućnosti luke. Novinarima u glavnom gradu kazala je da odluka još nije donesena i da su "
            "strane i dalje daleko što se tiče cijene. Glasnogovornik luke izjavio je da radnici nisu bili obaviješteni o "
            "planu. Sindikati traže jamstvo da nitko neće ostati bez posla prije kraja sljedeće godine."
        ),
    ),
    "ro": (
        "Ministra cere noi discuții despre port",
        (
            "Ministra Transporturilor a declarat luni că guvernele celor două țări se vor întâlni din nou în săptămânile "
            "următoare pentru a vorbi despre viitorul portului. Ea le-a spus jurnaliștilor din capitală că nu s-a luat încă "
            "nicio decizie și că părțile sunt încă departe una de alta în privința prețului. Un purtător de cuvânt al "
            "portului a precizat că angajații nu au fost informați despre plan. Sindicatele vor garanții că nimeni nu își "
            "va pierde locul de muncă până la sfârșitul anului viitor."
        ),
    ),
    "sv": (
        "Ministern vill ha nya samtal om hamnen",
        (
            "Transportministern sade på måndagen att de två regeringarna ska träffas igen under de kommande veckorna för "
            "att tala om hamnens framtid. Hon berättade för journalister i huvudstaden att inget beslut har fattats och "
            "att parterna fortfarande står långt ifrån varandra när det gäller priset. En talesman för hamnen uppgav att "
            "de anställda inte hade informerats om planen. Facken kräver en garanti för att ingen förlorar sitt jobb före "
            "slutet av nästa år."
        ),
    ),
    "da": (
        "Ministeren vil have nye samtaler om havnen",
        (
            "Transportministeren sagde mandag, at de to regeringer vil mødes igen i de kommende uger for at tale om "
            "havnens fremtid. Hun fortalte journalister i hovedstaden, at der endnu ikke er truffet nogen beslutning, og at "
            "parterne stadig står langt fra hinanden med hensyn til prisen. En talsmand for havnen oplyste, at de ansatte "
            "ikke var blevet underrettet om planen. Fagforeningerne kræver en garanti for, at ingen mister jobbet inden "
            "udgangen af næste år."
        ),
    ),
    "no": (
        "Statsråden vil ha nye samtaler om havna",
        (
            "Samferdselsministeren sa mandag at de to regjeringene skal møtes igjen i løpet av de neste ukene for å snakke "
            "om framtiden til havna. Hun fortalte journalister i hovedstaden at det ennå ikke er tatt noen avgjørelse, og "
            "at partene fortsatt står langt fra hverandre når det gjelder prisen. En talsperson for havna opplyste at de "
            "ansatte ikke var blitt informert om planen. Fagforeningene krever en garanti for at ingen mister jobben før "
            "utgangen av neste år."
        ),
    ),
    "is": (
        "Ráðherra vill nýjar viðræður um höfnina",
        (
            "Samgönguráðherra sagði á mánudag að ríkisstjórnir landanna tveggja myndu hittast aftur á næstu vikum til að "
            "ræða framtíð hafnarinnar. Hún sagði blaðamönnum í höfuðborginni að engin ákvörðun hefði verið tekin og að mikið "
            "bæri enn á milli um verðið. Talsmaður hafnarinnar sagði að starfsmenn hefðu ekki verið látnir vita af "
            "áætluninni. Verkalýðsfélög vilja tryggingu fyrir því að enginn missi vinnuna fyrir lok næsta árs."
        ),
    ),
    "ca": (
        "La ministra demana noves converses sobre el port",
        (
            "La ministra de Transports va dir dilluns que els dos governs es tornaran a trobar les properes setmanes per "
            "parlar del futur del port. Va explicar als periodistes a la capital que encara no s’ha pres cap decisió i que "
            "les dues parts continuen molt lluny pel que fa al preu. Un portaveu del port va assenyalar que els "
            "treballadors no havien estat informats del pla. Els sindicats volen garanties que ningú no perdrà la feina "
            "abans que s’acabi l’any vinent."
        ),
    ),
    "gl": (
        "A ministra pide novas conversas sobre o porto",
        (
            "A ministra de Transportes dixo o luns que os dous gobernos volverán reunirse nas vindeiras semanas para falar "
            "do futuro do porto. Explicoulles aos xornalistas na capital que aínda non se tomou ningunha decisión e que as "
            "dúas partes seguen moi lonxe no que toca ao prezo. Un voceiro do porto sinalou que os traballadores non foran "
            "informados do plan. Os sindicatos piden garantías de que ninguén perderá o seu emprego antes de que remate o "
            "ano que vén."
        ),
    ),
    "eu": (
        "Ministroak elkarrizketa berriak eskatu ditu portuari buruz",
        (
            "Garraio ministroak astelehenean esan zuen bi gobernuak datozen asteetan berriz bilduko direla portuaren "
            "etorkizunaz hitz egiteko. Hiriburuan kazetariei azaldu zien oraindik ez dela erabakirik hartu eta bi aldeak "
            "oso urrun daudela prezioari dagokionez. Portuko bozeramaile batek adierazi zuenez, langileei ez zaie planaren "
            "berri eman. Sindikatuek bermea nahi dute datorren urtea amaitu baino lehen inork ez duela lanik galduko."
        ),
    ),
    "sq": (
        "Ministrja kërkon bisedime të reja për portin",
        (
            "Ministrja e Transportit tha të hënën se qeveritë e dy vendeve do të takohen përsëri në javët e ardhshme për të "
            "folur për të ardhmen e portit. Ajo u tha gazetarëve në kryeqytet se ende nuk është marrë asnjë vendim dhe se "
            "palët janë ende larg për sa i përket çmimit. Një zëdhënës i portit tha se punëtorët nuk ishin njoftuar për "
            "planin. Sindikatat duan garanci që askush të mos e humbasë punën para fundit të vitit të ardhshëm."
        ),
    ),
    "cy": (
        "Gweinidog yn galw am drafodaethau newydd am y porthladd",
        (
            "Dywedodd y gweinidog trafnidiaeth ddydd Llun y bydd y ddwy lywodraeth yn cyfarfod eto yn ystod yr wythnosau "
            "nesaf i drafod dyfodol y porthladd. Dywedodd wrth newyddiadurwyr yn y brifddinas nad oes penderfyniad wedi ei "
            "wneud eto a bod y ddwy ochr yn dal yn bell oddi wrth ei gilydd ar y pris. Yn ôl llefarydd ar ran y porthladd, "
            "nid oedd y gweithwyr wedi cael gwybod am y cynllun. Mae’r undebau am gael sicrwydd na fydd neb yn colli ei "
            "swydd cyn diwedd y flwyddyn nesaf."
        ),
    ),
    "ga": (
        "Iarrann an tAire cainteanna nua faoin gcalafort",
        (
            "Dúirt an tAire Iompair Dé Luain go mbuailfidh an dá rialtas le chéile arís sna seachtainí amach romhainn chun "
            "todhchaí an chalafoirt a phlé. Dúirt sí le hiriseoirí sa phríomhchathair nach bhfuil aon chinneadh déanta fós "
            "agus go bhfuil an dá thaobh i bhfad óna chéile maidir leis an bpraghas. Dúirt urlabhraí an chalafoirt nár "
            "cuireadh na hoibrithe ar an eolas faoin bplean. Tá na ceardchumainn ag iarraidh ráthaíocht nach gcaillfidh "
            "aon duine a phost roimh dheireadh na bliana seo chugainn."
        ),
    ),
    "af": (
        "Minister wil nuwe gesprekke oor die hawe hê",
        (
            "Die minister van vervoer het Maandag gesê die twee regerings sal mekaar in die volgende weke weer ontmoet om "
            "oor die toekoms van die hawe te praat. Sy het aan joernaliste in die hoofstad gesê dat daar nog geen besluit "
            "geneem is nie en dat die partye nog ver uitmekaar is oor die prys. ’n Woordvoerder van die hawe het gesê die "
            "werkers is nie oor die plan ingelig nie. Die vakbonde wil ’n waarborg hê dat niemand voor die einde van "
            "volgende jaar sy werk sal verloor nie."
        ),
    ),
    "id": (
        "Menteri minta perundingan baru soal pelabuhan",
        (
            "Menteri perhubungan mengatakan pada hari Senin bahwa kedua pemerintah akan bertemu lagi dalam beberapa minggu "
            "mendatang untuk membahas masa depan pelabuhan itu. Kepada wartawan di ibu kota ia mengatakan bahwa belum ada "
            "keputusan yang diambil dan kedua pihak masih jauh berbeda soal harga. Juru bicara pelabuhan menyatakan para "
            "pekerja tidak diberi tahu tentang rencana tersebut. Serikat pekerja menginginkan jaminan bahwa tidak ada yang "
            "akan kehilangan pekerjaan sebelum akhir tahun depan."
        ),
    ),
    "vi": (
        "Bộ trưởng kêu gọi đàm phán mới về cảng",
        (
            "Bộ trưởng giao thông hôm thứ Hai cho biết chính phủ hai nước sẽ gặp lại nhau trong những tuần tới để bàn về "
            "tương lai của cảng. Bà nói với các nhà báo ở thủ đô rằng vẫn chưa có quyết định nào được đưa ra và hai bên còn "
            "rất xa nhau về giá cả. Người phát ngôn của cảng cho biết công nhân không được thông báo về kế hoạch này. Các "
            "công đoàn muốn có bảo đảm rằng không ai mất việc trước cuối năm sau."
        ),
    ),
    "sw": (
        "Waziri ataka mazungumzo mapya kuhusu bandari",
        (
            "Waziri wa uchukuzi alisema Jumatatu kwamba serikali hizo mbili zitakutana tena katika wiki zijazo ili "
            "kujadili mustakabali wa bandari. Aliwaambia waandishi wa habari katika mji mkuu kwamba hakuna uamuzi "
            "uliofikiwa bado na kwamba pande zote mbili bado ziko mbali kuhusu bei. Msemaji wa bandari alisema wafanyakazi "
            "hawakuarifiwa kuhusu mpango huo. Vyama vya wafanyakazi vinataka hakikisho kwamba hakuna mtu atakayepoteza "
            "kazi kabla ya mwisho wa mwaka ujao."
        ),
    ),
    "tl": (
        "Ministro, nanawagan ng bagong pag-uusap tungkol sa daungan",
        (
            "Sinabi ng ministro ng transportasyon noong Lunes na muling magpupulong ang dalawang pamahalaan sa mga darating "
            "na linggo upang pag-usapan ang kinabukasan ng daungan. Sinabi niya sa mga mamamahayag sa kabisera na wala pang "
            "desisyon at malayo pa rin ang dalawang panig pagdating sa presyo. Ayon sa tagapagsalita ng daungan, hindi "
            "nasabihan ang mga manggagawa tungkol sa plano. Nais ng mga unyon ng garantiya na walang mawawalan ng trabaho "
            "bago matapos ang susunod na taon."
        ),
    ),
    "mt": (
        "Il-ministru titlob taħditiet ġodda dwar il-port",
        (
            "Il-ministru tat-trasport qalet nhar it-Tnejn li ż-żewġ gvernijiet se jerġgħu jiltaqgħu fil-ġimgħat li ġejjin "
            "biex jitkellmu dwar il-futur tal-port. Hija qalet lill-ġurnalisti fil-kapitali li għadha ma ttieħdet l-ebda "
            "deċiżjoni u li ż-żewġ naħat għadhom ’il bogħod dwar il-prezz. Kelliem għall-port qal li l-ħaddiema ma kinux "
            "infurmati dwar il-pjan. It-trejdjunjins iridu garanzija li ħadd ma jitlef xogħlu qabel tmiem is-sena d-dieħla."
        ),
    ),
    "az": (
        "Nazir liman barədə yeni danışıqlar istəyir",
        (
            "Nəqliyyat naziri bazar ertəsi bildirib ki, iki ölkənin hökumətləri limanın gələcəyini müzakirə etmək üçün "
            "yaxın həftələrdə yenidən görüşəcək. O, paytaxtda jurnalistlərə deyib ki, hələ heç bir qərar qəbul edilməyib və "
            "tərəflər qiymət məsələsində bir-birindən çox uzaqdır. Limanın sözçüsü işçilərin plan haqqında "
            "məlumatlandırılmadığını deyib. Həmkarlar ittifaqları gələn ilin sonuna qədər heç kimin işini itirməyəcəyinə "
            "zəmanət istəyir."
        ),
    ),
    "uz": (
        "Vazir port bo‘yicha yangi muzokaralar o‘tkazishni so‘radi",
        (
            "Transport vaziri dushanba kuni ikki davlat hukumatlari yaqin haftalarda port kelajagini muhokama qilish uchun "
            "yana uchrashishini aytdi. U poytaxtda jurnalistlarga hali hech qanday qaror qabul qilinmagani va tomonlar narx "
            "masalasida bir-biridan uzoq ekanini bildirdi. Port vakili ishchilar bu reja haqida xabardor qilinmaganini "
            "ma’lum qildi. Kasaba uyushmalari kelasi yil oxirigacha hech kim ishini yo‘qotmasligiga kafolat talab qilmoqda."
        ),
    ),
    "eo": (
        "Ministro petas novajn parolojn pri la haveno",
        (
            "La ministro pri transporto diris lunde, ke la du registaroj denove renkontiĝos en la venontaj semajnoj por "
            "paroli pri la estonteco de la haveno. Ŝi klarigis al ĵurnalistoj en la ĉefurbo, ke ankoraŭ neniu decido estas "
            "farita kaj ke ambaŭ flankoj restas malproksimaj pri la prezo. Proparolanto de la haveno diris, ke la laboristoj "
            "ne estis informitaj pri la plano. La sindikatoj volas garantion, ke neniu perdos sian laboron antaŭ la fino de "
            "la venonta jaro."
        ),
    ),
    "lb": (
        "Ministesch freet nei Gespréicher iwwer den Hafen",
        (
            "D’Transportministesch sot e Méindeg, datt déi zwou Regierunge sech an den nächste Wochen nach eng Kéier gesi "
            "wëllen, fir iwwer d’Zukunft vum Hafen ze schwätzen. Si huet de Journalisten an der Haaptstad erkläert, datt nach "
            "keng Decisioun geholl gouf an datt béid Säite beim Präis nach wäit auserneen leien. E Spriecher vum Hafen huet "
            "matgedeelt, datt d’Mataarbechter net iwwer de Plang informéiert goufen. D’Gewerkschafte wëllen eng Garantie, "
            "datt kee virum Enn vum nächste Joer seng Plaz verléiert."
        ),
    ),
    "bg": (
        "Министърката иска нови преговори за пристанището",
        (
            "Министърката на транспорта заяви в понеделник, че правителствата на двете страни ще се срещнат отново през "
            "следващите седмици, за да обсъдят бъдещето на пристанището. Тя каза пред журналисти в столицата, че решение все "
            "още не е взето и че страните са далеч една от друга по въпроса за цената. Говорител на пристанището съобщи, че "
            "работниците не са били уведомени за плана. Синдикатите искат гаранции, че никой няма да загуби работата си до "
            "края на следващата година."
        ),
    ),
    "sr": (
        "Министарка тражи нове преговоре о луци",
        (
            "Министарка саобраћаја изјавила је у понедељак да ће се владе двеју земаља поново састати у наредним недељама "
            "како би разговарале о будућности луке. Она је новинарима у главном граду рекла да одлука још није донета и да "
            "су стране и даље далеко када је реч о цени. Портпарол луке саопштио је да радници нису били обавештени о плану. "
            "Синдикати траже гаранцију да нико неће остати без посла пре краја следеће године."
        ),
    ),
    "mk": (
        "Министерката бара нови разговори за пристаништето",
        (
            "Министерката за транспорт изјави во понеделникот дека владите на двете земји повторно ќе се состанат во "
            "наредните недели за да разговараат за иднината на пристаништето. Таа им рече на новинарите во главниот град "
            "дека сè уште не е донесена одлука и дека страните се далеку една од друга околу цената. Портпаролот на "
            "пристаништето соопшти дека работниците не биле известени за планот. Синдикатите бараат гаранција дека никој "
            "нема да остане без работа до крајот на следната година."
        ),
    ),
    "be": (
        "Міністр заклікала да новых перамоў пра порт",
        (
            "Міністр транспарту заявіла ў панядзелак, што ўрады дзвюх краін зноў сустрэнуцца ў бліжэйшыя тыдні, каб "
            "абмеркаваць будучыню порта. Яна сказала журналістам у сталіцы, што рашэнне яшчэ не прынята і што бакі па-"
            "ранейшаму далёкія адзін ад аднаго ў пытанні цаны. Прадстаўнік порта паведаміў, што работнікаў не папярэдзілі "
            "пра гэтыя планы. Прафсаюзы патрабуюць гарантый, што ніхто не страціць працу да канца наступнага года."
        ),
    ),
    "kk": (
        "Министр порт туралы жаңа келіссөздерге шақырды",
        (
            "Көлік министрі дүйсенбі күні екі елдің үкіметтері алдағы апталарда порттың болашағын талқылау үшін қайта "
            "кездесетінін айтты. Ол астанада журналистерге әлі ешқандай шешім қабылданбағанын және тараптардың баға "
            "мәселесінде бір-бірінен алыс екенін мәлімдеді. Порт өкілі жұмысшыларға жоспар туралы хабар берілмегенін "
            "жеткізді. Кәсіподақтар келесі жылдың соңына дейін ешкім жұмысынан айырылмайтынына кепілдік сұрайды."
        ),
    ),
    "ky": (
        "Министр порт боюнча жаңы сүйлөшүүлөргө чакырды",
        (
            "Транспорт министри дүйшөмбү күнү эки өлкөнүн өкмөттөрү порттун келечегин талкуулоо үчүн жакынкы жумаларда кайра "
            "жолугарын айтты. Ал борбор шаарда журналисттерге азырынча эч кандай чечим кабыл алынбаганын жана тараптар баа "
            "маселесинде бири-биринен алыс экенин билдирди. Порттун өкүлү жумушчуларга план тууралуу маалымат "
            "берилбегенин айтты. Кесиптик бирликтер кийинки жылдын аягына чейин эч ким жумушсуз калбашына кепилдик сурашат."
        ),
    ),
    "mn": (
        "Сайд боомтын талаар шинэ хэлэлцээ хийхийг уриалав",
        (
            "Тээврийн сайд даваа гаригт хоёр улсын засгийн газар боомтын ирээдүйн талаар ярилцахаар ойрын долоо хоногуудад "
            "дахин уулзана гэж мэдэгдэв. Тэрбээр нийслэлд сэтгүүлчдэд хараахан ямар ч шийдвэр гараагүй бөгөөд хоёр тал үнийн "
            "асуудлаар санал зөрүүтэй хэвээр байгааг хэлжээ. Боомтын төлөөлөгч ажилчдад төлөвлөгөөний талаар мэдэгдээгүй гэв. "
            "Үйлдвэрчний эвлэл ирэх оны эцэс хүртэл хэн ч ажилгүй болохгүй гэсэн баталгаа шаардаж байна."
        ),
    ),
    "tg": (
        "Вазир музокироти навро дар бораи бандар талаб кард",
        (
            "Вазири нақлиёт рӯзи душанбе гуфт, ки ҳукуматҳои ду кишвар дар ҳафтаҳои наздик барои баррасии ояндаи бандар боз "
            "мулоқот хоҳанд кард. Ӯ дар пойтахт ба рӯзноманигорон гуфт, ки ҳанӯз ягон қарор қабул нашудааст ва ҷонибҳо дар "
            "масъалаи нарх аз ҳамдигар дур ҳастанд. Намояндаи бандар изҳор дошт, ки коргарон аз ин нақша огоҳ карда нашуда "
            "буданд. Иттифоқҳои касаба кафолат мехоҳанд, ки то охири соли оянда ҳеҷ кас бе кор намемонад."
        ),
    ),
    "hi": (
        "मंत्री ने बंदरगाह पर नई बातचीत की मांग की",
        (
            "परिवहन मंत्री ने सोमवार को कहा कि दोनों देशों की सरकारें बंदरगाह के भविष्य पर चर्चा करने के लिए आने वाले हफ्तों में फिर "
            "मिलेंगी। उन्होंने राजधानी में पत्रकारों से कहा कि अभी तक कोई फैसला नहीं हुआ है और कीमत को लेकर दोनों पक्ष काफी दूर हैं। बंदरगाह के "
            "प्रवक्ता ने कहा कि कर्मचारियों को योजना की जानकारी नहीं दी गई थी।"
        ),
    ),
    "ka": (
        "მინისტრი პორტზე ახალ მოლაპარაკებებს ითხოვს",
        (
            "ტრანსპორტის მინისტრმა ორშაბათს განაცხადა, რომ ორი ქვეყნის მთავრობები უახლოეს კვირებში კვლავ შეხვდებიან, რათა "
            "პორტის მომავალზე ისაუბრონ. მან დედაქალაქში ჟურნალისტებს უთხრა, რომ გადაწყვეტილება ჯერ არ მიღებულა."
        ),
    ),
}
