"""Wire stories written for the tests; every person, event and figure in them is invented.

`BASE` is the story that is rewritten; `RETOLD` are other people's tellings of it: names, figures and
quotations are the same, the sentences are not. `OTHERS` are forty other stories of the same day, the
first of them hard: the same people, the same ministry, the same template.
"""

from __future__ import annotations

BASE = (
    "Moldova denies moving troops towards Transnistria",
    """CHISINAU (Reuters) - Moldova's defence ministry on Tuesday rejected reports that it had moved 1,200 soldiers and 45 armoured vehicles towards the breakaway region of Transnistria, calling them "a fabrication from the first word to the last".

The reports appeared late on Monday on several Telegram channels and were repeated by officials in Tiraspol, who said they had seen a column of trucks near the village of Varnita.

"There is no column, there is no order and there is no plan for one," Defence Minister Andrei Munteanu told a news conference in Chisinau. "What people saw was a convoy of 14 ambulances that our partners in Romania gave us."

Munteanu said the ambulances had crossed the border at Leuseni at 0700 GMT on Monday and were on their way to hospitals in Anenii Noi and Causeni.

Vadim Gorchak, who speaks for the separatist administration, said his side would "believe the ambulances when we see the patients". He asked international observers to look at the depot in Bulboaca, where he said fuel had been brought in since Friday.

The Organization for Security and Co-operation in Europe, which has a mission in Moldova, said its patrols had seen nothing out of the ordinary in the security zone on Monday or Tuesday.

Transnistria, a strip of land along the river Dniester, broke away from Moldova in a short war in 1992. About 1,500 Russian soldiers are stationed there, and Moldova has asked for years that they leave.

Prime Minister Doina Rusu said she would raise the reports with the ambassador of Russia. "Somebody wrote this script, and it was not written in Chisinau," she said.

The leu fell 0.8 percent against the euro on Tuesday morning before it made up most of its losses.""",
)

RETOLD = [
    (
        "'No column, no order, no plan': Chisinau dismisses troop claims",
        """Andrei Munteanu, the Moldovan defence minister, has said that a line of vehicles filmed near Varnita was carrying nothing more dangerous than medical gear.

Telegram posts and politicians in Tiraspol had claimed that 1,200 men and 45 armoured vehicles were heading for Transnistria. "There is no column, there is no order and there is no plan for one," he insisted, and explained that Romania had donated 14 ambulances, now bound for Causeni and Anenii Noi.

Vadim Gorchak, spokesman of the separatists, remained sceptical: he would "believe the ambulances when we see the patients".""",
    ),
    (
        "Ambulances, not armour: Moldova explains convoy",
        """Fourteen ambulances donated by Romania set off a scare in Transnistria this week, after Telegram users took them for an army on the march.

The ministry of defence in Chisinau called talk of 1,200 soldiers and 45 armoured vehicles "a fabrication from the first word to the last". Its head, Andrei Munteanu, said the 14 vehicles came over the frontier at Leuseni.

OSCE monitors who patrol the security zone noticed nothing unusual. Doina Rusu, the prime minister, suspects a hand from abroad: "Somebody wrote this script, and it was not written in Chisinau."

The separatists' Vadim Gorchak wants the Bulboaca depot inspected.""",
    ),
    (
        "Moldovan minister: trucks near Varnita were ambulances",
        """Reports of Moldovan forces massing near Transnistria were dismissed on Tuesday by the country's government as "a fabrication from the first word to the last".

According to posts on Telegram, as many as 1,200 troops with 45 armoured vehicles had been sent east. Minister Munteanu said that the convoy consisted of 14 ambulances from Romania. Gorchak, for Tiraspol, said he would "believe the ambulances when we see the patients".""",
    ),
    (
        "Moldova PM points at Moscow after rumours of a troop move",
        """Doina Rusu will take up with Russia's ambassador a wave of rumours about Moldovan soldiers approaching Transnistria, the prime minister said.

"Somebody wrote this script, and it was not written in Chisinau," Rusu told reporters.

Channels on Telegram had said that 1,200 soldiers and 45 armoured vehicles were on the road close to Varnita. In fact, her defence minister Andrei Munteanu said, these were 14 Romanian ambulances for hospitals in Causeni and Anenii Noi. The leu lost 0.8 percent for a while.""",
    ),
    (
        "Tiraspol unconvinced by Chisinau's ambulance account",
        """The breakaway authorities of Transnistria have asked for observers at a depot in Bulboaca although Moldova says that no soldier has moved.

Spokesman Vadim Gorchak said Tiraspol would "believe the ambulances when we see the patients". Fuel had been carried to Bulboaca since Friday, he alleged.

Moldova's defence ministry maintains that what was spotted by Varnita were 14 ambulances given by Romania, and not 1,200 soldiers with 45 armoured vehicles as Telegram channels had it. "There is no column, there is no order and there is no plan for one," Andrei Munteanu said.""",
    ),
    (
        "OSCE sees nothing unusual as Moldova refutes troop reports",
        """Patrols of the OSCE have come across nothing out of the ordinary near Transnistria, bearing out Moldova, whose defence ministry refuted reports of 1,200 soldiers and 45 armoured vehicles on the move.

Andrei Munteanu, who leads the ministry, said people had mistaken 14 ambulances for a column. They had come from Romania by way of Leuseni. The story, which spread on Telegram, was "a fabrication from the first word to the last", it said.""",
    ),
]

OTHERS = [
    # The same ministry, the same minister, the same day: other news.
    (
        "Moldova denies shooting down drone over Dniester",
        """CHISINAU (Reuters) - Moldova's defence ministry on Tuesday denied that its forces had shot down a Russian drone over the river Dniester, saying the aircraft had crashed by itself.

"We have not fired a single missile," Defence Minister Andrei Munteanu told a news conference in Chisinau. "An object of 80 kilograms fell in a field of maize, and nobody was hurt."

Officials in Tiraspol had said that fragments were found near Rascov, 6 kilometres from the security zone in Transnistria. Vadim Gorchak, who speaks for the separatist administration, said the debris would be shown on Thursday.""",
    ),
    (
        "Moldovan minister denies plan to call up reservists",
        """CHISINAU (Reuters) - Moldova has no plan to call up reservists, Defence Minister Andrei Munteanu said on Tuesday, after newspapers wrote that 9,000 men would get letters before the end of the month.

"Nobody is getting a letter, except those who wrote to us first," Munteanu told the broadcaster TV8. The army has 6,500 professional soldiers, and parliament in Chisinau is to vote on a budget of 2.3 billion lei for it.

Opposition deputies said they would ask for a hearing.""",
    ),
    (
        "Moldova's interior ministry denies closing crossing to Transnistria",
        """CHISINAU (Reuters) - Moldova's interior ministry on Tuesday rejected reports that it had closed the crossing at Bender to lorries from Transnistria, saying that a computer had failed.

"The barrier was down for 50 minutes, and then it was up," said Interior Minister Corina Tabacaru. The separatist administration in Tiraspol had spoken of "a blockade of 30 lorries with bread and medicine".

The queue had gone by noon, the border police said.""",
    ),
    (
        "Moldova prime minister summons Russian ambassador over radio station",
        """CHISINAU (Reuters) - Moldovan Prime Minister Doina Rusu summoned the ambassador of Russia on Tuesday over a radio station that broadcasts from Transnistria without a licence.

Rusu said the station, which can be heard as far as Balti, had called on listeners not to pay for gas. "The air over this country is not for rent," she said. The embassy did not comment.

The regulator fined three cable companies 100,000 lei each for carrying the programme.""",
    ),
    (
        "Romania sends 22 school buses to Moldova",
        """IASI (Reuters) - Romania handed 22 school buses to Moldova on Tuesday as part of an aid programme worth 7 million euros.

The buses crossed the border at Sculeni and will serve villages around Ungheni, the Romanian education ministry said. Ambulances and fire engines are to follow in spring.

Moldovan Prime Minister Doina Rusu thanked Bucharest.""",
    ),
    (
        "Gorchak accuses Chisinau of delaying gas talks",
        """TIRASPOL (Reuters) - Vadim Gorchak, who speaks for the separatist administration of Transnistria, on Tuesday accused Moldova of putting off talks on the price of gas for a third time.

"They find a new holiday every week," he said. Talks were to start in Tiraspol on Wednesday with mediators of the OSCE.

Moldova says it will pay no more than 410 dollars for 1,000 cubic metres.""",
    ),
    (
        "Leu weakens as Moldova's central bank cuts rate",
        """CHISINAU (Reuters) - The leu fell 0.8 percent against the euro on Tuesday after the central bank cut its main rate by half a point to 3.1 percent.

Governor Ilie Bordea said inflation would be back at 5 percent by March. Analysts had expected a smaller cut.

Bonds of Moldova were little changed.""",
    ),
    # The same two leaders, twice on one day.
    (
        "Arslan and Petrovic discuss grain ships by telephone",
        """ANKARA (AP) - Turkish President Kemal Arslan and Serbian President Jovan Petrovic spoke by telephone on Tuesday morning about grain ships held up in the Bosphorus, Arslan's office said.

The two leaders talked for 25 minutes. Arslan told Petrovic that 18 ships had been inspected and that the rest would be let through by Friday.

"We have understanding on both sides," the Turkish presidency quoted him as saying.""",
    ),
    (
        "Arslan and Petrovic hold second call in a day, on earthquake aid",
        """ANKARA (AP) - Turkish President Kemal Arslan and Serbian President Jovan Petrovic spoke by telephone for the second time on Tuesday, after an earthquake near Kraljevo, Arslan's office said.

The two leaders talked for 10 minutes in the evening. Petrovic thanked Arslan for 60 rescue workers and four dogs that are to fly from Istanbul tonight.

"Neighbours do not count favours," the Turkish presidency quoted Arslan as saying.""",
    ),
    (
        "Arslan invites Petrovic to Istanbul summit",
        """ANKARA (AP) - Turkish President Kemal Arslan has invited Serbian President Jovan Petrovic to a summit on energy in Istanbul in November, Arslan's office said on Tuesday.

Leaders of nine countries of the region are expected. A pipeline from Edirne to Nis is on the agenda.""",
    ),
    # Ministries that deny other things in the same words.
    (
        "Kremlin denies preparing new mobilisation",
        """MOSCOW (Reuters) - The Kremlin on Tuesday denied reports that Russia was preparing a new wave of mobilisation, calling them untrue.

Kremlin spokesman Dmitry Peskov told reporters that the question was "not on the agenda". A newspaper had written that 150,000 men would be called up after the elections in the Urals.""",
    ),
    (
        "Kremlin denies Putin will meet envoy in Kazan",
        """MOSCOW (Reuters) - The Kremlin on Tuesday denied reports that President Vladimir Putin would receive an American envoy in Kazan this week, calling them untrue.

Kremlin spokesman Dmitry Peskov told reporters that "no such meeting is in the schedule". A television channel had written that the visitor's plane had asked for permission to land.""",
    ),
    (
        "Kremlin denies rift with Belarus over potash",
        """MOSCOW (Reuters) - The Kremlin on Tuesday denied reports of a quarrel with Belarus over the price of potash, calling them untrue.

Kremlin spokesman Dmitry Peskov told reporters that the two countries "speak as allies do". An agency had written that three trains were being held at Smolensk.""",
    ),
    (
        "Turkey's foreign ministry denies troops crossed into Syria",
        """ANKARA (AP) - The Turkish foreign ministry on Tuesday rejected reports that Turkish soldiers had crossed the border near Kobani, saying they were entirely without basis.

"No unit has moved," the ministry said in a statement. A monitoring group had counted 40 vehicles.""",
    ),
    (
        "Egypt's foreign ministry denies recalling envoy from Sudan",
        """CAIRO (AP) - The Egyptian foreign ministry on Tuesday rejected reports that it had recalled its ambassador from Port Sudan, saying they were entirely without basis.

"He is at his desk," the ministry said in a statement. A website had published a picture of the envoy at an airport.""",
    ),
    (
        "Serbian finance ministry denies selling state bank",
        """BELGRADE (AP) - The Serbian finance ministry on Tuesday rejected reports that a state bank would be sold to a Hungarian rival, saying they were entirely without basis.

"There is no buyer because there is no sale," the ministry said in a statement. Shares of the bank had risen 7.5 percent.""",
    ),
    # Market reports of one template.
    (
        "London shares end higher, led by miners",
        """LONDON (Reuters) - The FTSE 100 index closed up 0.4 percent at 8,213.6 points on Tuesday, led by miners as copper rose to 9,410 dollars a tonne.

Antofagasta gained 3.2 percent and Glencore 2.1 percent. The FTSE 250 rose 0.3 percent to 20,877. Sterling traded at 1.2714 dollars.

Brent crude stood at 74.30 dollars a barrel.""",
    ),
    (
        "London shares end lower, dragged by banks",
        """LONDON (Reuters) - The FTSE 100 index closed down 1.1 percent at 8,122.9 points on Tuesday, dragged by banks as gilt yields fell to 4.07 percent.

Barclays lost 4.6 percent and Lloyds 3.9 percent. The FTSE 250 fell 0.7 percent to 20,731. Sterling traded at 1.2655 dollars.

Brent crude stood at 73.15 dollars a barrel.""",
    ),
    (
        "London shares flat at midday",
        """LONDON (Reuters) - The FTSE 100 index traded up 0.1 percent at 8,188.2 points at midday on Tuesday, as gains of drugmakers made up for losses of retailers.

AstraZeneca gained 1.4 percent and Next lost 2.8 percent. The FTSE 250 rose 0.2 percent to 20,856. Sterling traded at 1.2698 dollars.

Brent crude stood at 74.02 dollars a barrel.""",
    ),
    (
        "Frankfurt shares end higher, led by carmakers",
        """FRANKFURT (Reuters) - The DAX index closed up 0.9 percent at 19,322.5 points on Tuesday, led by carmakers as the euro fell to 1.0520 dollars.

Volkswagen gained 2.7 percent and BMW 2.2 percent. The MDAX rose 0.5 percent to 26,410. Bund yields stood at 2.31 percent.""",
    ),
    (
        "Oil edges up on supply worries",
        """LONDON (Reuters) - Oil prices edged up on Tuesday as a storm shut 12 platforms in the Gulf of Mexico.

Brent crude rose 42 cents to 74.30 dollars a barrel, and U.S. crude 38 cents to 70.11 dollars. OPEC meets on December 5.""",
    ),
    (
        "Gold slips as dollar firms",
        """BENGALURU (Reuters) - Gold slipped on Tuesday as the dollar firmed before a speech by the chair of the Federal Reserve.

Spot gold fell 0.6 percent to 2,604.10 dollars an ounce. Silver lost 1.2 percent, to 30.41 dollars.""",
    ),
    # Daily briefings of one template.
    (
        "Ukraine says it shot down 61 of 88 drones overnight",
        """KYIV (Reuters) - Ukraine's air force shot down 61 of 88 drones that Russia launched overnight, it said on Tuesday.

Another 22 drones were lost from radar. Three people were hurt in the Sumy region, where a warehouse caught fire, the governor said.

Russia launched the drones from Oryol and Primorsko-Akhtarsk, the air force said on Telegram.""",
    ),
    (
        "Ukraine says it shot down 47 of 73 drones overnight",
        """KYIV (Reuters) - Ukraine's air force shot down 47 of 73 drones that Russia launched overnight, it said on Tuesday.

Another 19 drones were lost from radar. One man was killed in the Poltava region, where a house collapsed, the governor said.

Russia launched the drones from Kursk and Millerovo, the air force said on Telegram.""",
    ),
    (
        "Russia says it destroyed 37 Ukrainian drones",
        """MOSCOW (Reuters) - Russian air defences destroyed 37 Ukrainian drones overnight over five regions, the defence ministry said on Tuesday.

Twenty of them were destroyed over Bryansk and eight over Rostov. There was no damage, the ministry said on Telegram.""",
    ),
    (
        "Russia says it took village of Novotroitske",
        """MOSCOW (Reuters) - Russian forces have taken the village of Novotroitske in the Donetsk region, the defence ministry said on Tuesday.

Ukraine did not comment. Its general staff said there had been 44 clashes near Pokrovsk in a day.""",
    ),
    (
        "Russia says it took village of Dalnie",
        """MOSCOW (Reuters) - Russian forces have taken the village of Dalnie in the Donetsk region, the defence ministry said on Tuesday.

Ukraine did not comment. Its general staff said there had been 28 clashes near Kurakhove in a day.""",
    ),
    (
        "5.1 magnitude earthquake shakes central Greece",
        """ATHENS (AP) - An earthquake of magnitude 5.1 shook central Greece on Tuesday, the geodynamic institute in Athens said.

Its centre was 14 kilometres west of Larissa at a depth of 9 kilometres. There were no reports of damage.""",
    ),
    (
        "4.8 magnitude earthquake shakes western Turkey",
        """ANKARA (AP) - An earthquake of magnitude 4.8 shook western Turkey on Tuesday, the disaster agency in Ankara said.

Its centre was 20 kilometres south of Manisa at a depth of 7 kilometres. There were no reports of damage.""",
    ),
    (
        "5.4 magnitude earthquake shakes western Serbia",
        """BELGRADE (AP) - An earthquake of magnitude 5.4 shook western Serbia on Tuesday, the seismological office in Belgrade said.

Its centre was 11 kilometres north of Kraljevo at a depth of 12 kilometres. Roofs fell in two villages.""",
    ),
    # A digest that holds the story's lead among others.
    (
        "World news in brief on Tuesday",
        """Moldova's defence ministry rejected reports that it had moved soldiers towards the breakaway region of Transnistria, calling them a fabrication.

Turkish President Kemal Arslan and Serbian President Jovan Petrovic spoke by telephone about grain ships held up in the Bosphorus.

A storm shut 12 platforms in the Gulf of Mexico, and oil prices edged up.

The government of Portugal survived a vote of no confidence by 116 votes to 112.

A court in Lima sent a former mayor to prison for nine years for taking bribes from builders.""",
    ),
    # And what else happened.
    (
        "Portugal's government survives no-confidence vote",
        """LISBON (Reuters) - Portugal's minority government survived a vote of no confidence on Tuesday by 116 votes to 112 after a small party of the left abstained.

Prime Minister Rui Salgado said he would now present a budget with lower taxes for people under 35. "Stability has a price, and today it was four votes," he told parliament.""",
    ),
    (
        "Former mayor of Lima jailed for bribes",
        """LIMA (AP) - A court in Lima on Tuesday sentenced former mayor Ernesto Villanueva to nine years in prison for taking bribes of 3 million dollars from builders of a ring road.

Villanueva, 64, said he would appeal. Two aides were acquitted.""",
    ),
    (
        "Storm Agnes leaves 70,000 without power in Ireland",
        """DUBLIN (PA) - Storm Agnes left 70,000 homes without power in Ireland on Tuesday and closed schools in Kerry and Cork.

Gusts of 129 km/h were measured at Roches Point. A ferry with 210 passengers waited outside Rosslare for six hours.""",
    ),
    (
        "Nurses in Finland begin two-week strike",
        """HELSINKI (Reuters) - Some 25,000 nurses in Finland began a strike of two weeks on Tuesday for higher wages, and hospitals in Tampere and Turku put off operations.

The union Tehy asks for 3.6 percent a year. Employers called the demand unrealistic.""",
    ),
    (
        "Museum in Oslo finds lost Munch sketch in frame",
        """OSLO (AFP) - Restorers at a museum in Oslo have found an unknown sketch by Edvard Munch behind another picture's frame, the museum said on Tuesday.

The charcoal drawing of a pier was dated to 1893. It will be shown from June.""",
    ),
    (
        "Kenya's Cheruiyot sets half-marathon record in Valencia",
        """VALENCIA (Reuters) - Kenya's Faith Cheruiyot set a world record of 62 minutes 44 seconds in the half-marathon of Valencia, organisers said on Tuesday after checking the course.

She was eight seconds faster than the mark set in 2021 in the same city.""",
    ),
    (
        "Chipmaker Novasil to cut 4,000 jobs",
        """DRESDEN (Reuters) - The German chipmaker Novasil said on Tuesday it would cut 4,000 jobs, a tenth of its staff, as carmakers order less.

Shares rose 5.9 percent. Unions called the plan "panic in a good year" and announced protests in Dresden and Villach.""",
    ),
    (
        "Nigerian lawmakers pass bill on oil refineries",
        """ABUJA (AP) - Nigeria's Senate on Tuesday passed a bill that obliges producers to sell a third of their oil to refineries at home.

President Musa Adeyemi is expected to sign it this month. The country imports most of its petrol.""",
    ),
    (
        "Ferry service between Tallinn and Stockholm resumes",
        """TALLINN (AFP) - A ferry company resumed its service between Tallinn and Stockholm on Tuesday after a quarrel over harbour fees kept its ships away for five weeks.

The first ship, the Victoria, left with 640 passengers. Tickets cost 49 euros.""",
    ),
]
