"""Breadth: the ways news tells of contacts and denials, each in a sentence of its own."""

from __future__ import annotations

import pytest

from monitor.article import Article
from monitor.extract import read_facts

_TOLD = {"happened", "claimed", "denied"}


def denied(text: str) -> bool:
    return any(denial.official for denial in read_facts(Article.from_text(title="", text=text)).denials)


def in_contact(text: str) -> bool:
    facts = read_facts(Article.from_text(title="", text=text))
    return any(contact.status in _TOLD for contact in facts.contacts)


DENIED = [
    "TEHRAN (Reuters) - Iran denied Wednesday it had smuggled arms to Shi'ite fighters across the border.",
    "A police spokesman said that reports of an explosion near the embassy were unfounded.",
    "The US military said it had no record of any strike in the area.",
    'An army spokesman said the allegation was "absolutely false".',
    "Mr Blunkett has strongly denied fast-tracking the visa.",
    "The Foreign Office denied knowing about the plot in advance.",
    "Charles Kennedy denied he had a drink problem.",
    "Clinton's campaign has denied any link between donations to the foundation and access at the State Department.",
    "Trump's campaign manager, Kellyanne Conway, said the story was not true.",
    "Mr. Trump denied ever having met the woman.",
    "The Clinton camp disputed that account.",
    '"I never said that," Trump said during the debate when Clinton claimed he had called climate change a hoax.',
    "The State Department rejected the suggestion of any improper deal.",
    '"This is the umpteenth baseless accusation," Foreign Ministry spokeswoman Maria Zakharova said.',
    '"The claims are totally fabricated," said Zhao Lijian, a ministry spokesman.',
    "Ethiopia's government denies blocking aid.",
    "Kigali has always denied involvement.",
    "The Houthis denied they had targeted the ship.",
    "Riyadh denied the claim, which it called baseless.",
    "Kyiv denies being behind the drone attack.",
    "Hungary's prime minister, Viktor Orban, denies undermining democracy.",
    "The IDF denied it had struck the hospital, blaming a misfired rocket.",
    "Hamas officials denied there had been any progress in the talks.",
    "Palestinian officials denied that Mr Arafat was brain dead.",
    "A Commission spokeswoman said the report was incorrect.",
    "Opec's president denied that the cartel was pumping flat out.",
    "NATO denied that civilians had been killed in the strike.",
    "The Vatican denied that the Pope planned to resign.",
    "Clarence House denied that any rules had been broken.",
    "The Metropolitan Police has denied racially profiling drivers.",
    "A Department of Health spokesman denied there was a crisis.",
    "The First Minister has denied breaching the ministerial code.",
    "Shadow chancellor John McDonnell denied the party was split.",
    "The prime minister's spokesman denied suggestions of a climbdown.",
    "Government sources denied there had been a U-turn.",
    '"That\'s false," White House press secretary Sarah Sanders said.',
    "The White House said the meeting never took place.",
    "Vice President Dick Cheney denied that there was ever a link.",
    "The Red Cross denied leaking the report.",
    "Syrian officials have denied the charge.",
    "Zimbabwe's ruling Zanu-PF party denied rigging the vote.",
    "Sri Lanka's army denied the Tigers' claim that they had sunk a boat.",
    "Maoist rebels in Nepal denied the killing.",
    "Turkey has denied that it is supporting jihadists.",
    "Qatar denied paying a ransom.",
    "Iran, which denies it wants nuclear weapons, says its programme is peaceful.",
    "Spanish officials denied that any money had been paid.",
    "Italian Prime Minister Silvio Berlusconi denied any wrongdoing.",
    "Nigeria's presidency denied rumours that President Muhammadu Buhari had died.",
    "Chief Cabinet Secretary Yoshihide Suga denied that there were plans to delay the tax.",
    "Police denied that officers had used excessive force.",
    "The report drew a swift denial from the Kremlin.",
    'In a statement, the embassy "categorically" denied the report.',
    '"It\'s a lie," said the interior minister of reports of torture.',
    "The president's office said no such conversation had taken place.",
    'The mayor\'s spokesman called the report "flat wrong."',
    "Russia scoffed at the allegation.",
    "Lavrov rubbished the report.",
    'A Pentagon spokesman, Capt. Jeff Davis, said the reports were "not accurate."',
    "The Afghan Taliban denied reports that their leader had died.",
    "The two governments deny the claim.",
    "The Israeli prime minister's office denied that an agreement had been reached.",
    "Former President Bill Clinton denied having an affair.",
    "Pakistan rejected India's charge that it was sending militants across the line.",
    "Georgia denied Moscow's accusation that it was harbouring rebels.",
]


@pytest.mark.parametrize("text", DENIED)
def test_an_official_denial_is_read_however_it_is_put(text: str) -> None:
    assert denied(text)


NOT_DENIED = [
    "The judge denied bail to the suspect, an official said.",
    "President Bush rejected a proposal to delay the vote.",
    "Israel rejected the offer of a truce.",
    "Voters rejected the constitution in a referendum, officials said.",
    "Police dismissed the officer last week.",
    "Russia denied the inspectors entry.",
    "Actor Mel Gibson denied the claims.",
    "Lawyers for the former minister's driver denied he was guilty.",
    "Manchester United denied reports that the striker was leaving.",
    "The White House declined to confirm or deny the report.",
    "The president never took questions.",
    "Officials said the two leaders did not discuss the dispute.",
    "The parliament rejected the budget.",
    "The government challenged the ruling in court.",
    "Critics say the government's claims are false.",
    "The army denied the rebels a supply route.",
    "The rebels rejected the peace deal.",
    "The claims are false, according to fact-checkers.",
    "A spokesman for the airline denied that the pilot had been drunk.",
    "The FA denied it had approached the coach.",
    "Clinton did not mention Sanders in her speech.",
]


@pytest.mark.parametrize("text", NOT_DENIED)
def test_what_only_sounds_like_an_official_denial_is_none(text: str) -> None:
    assert not denied(text)


IN_CONTACT = [
    "JERUSALEM (Reuters) - Israeli Prime Minister Ariel Sharon and Egyptian President Hosni Mubarak agreed on Tuesday to release prisoners, after a rare meeting.",
    "Chinese President Hu Jintao arrived in Brazil on Thursday and held talks with President Luiz Inacio Lula da Silva.",
    "Mr Blair and Mr Bush discussed the crisis over dinner.",
    "Iraq's interim leader, Iyad Allawi, has met Syrian President Bashar al-Assad in Damascus.",
    "Pakistan President Pervez Musharraf and Indian Prime Minister Manmohan Singh sat down for an hour in New York.",
    "North Korean leader Kim Jong Il told a visiting Chinese leader that he wanted talks.",
    "Palestinian leader Mahmoud Abbas met Hamas leaders in Gaza.",
    "The UN chief met President Xi Jinping in Beijing.",
    "Russian President Vladimir Putin hosted Germany's Gerhard Schroeder at his dacha.",
    "Ukrainian opposition leader Viktor Yushchenko met Polish President Aleksander Kwasniewski.",
    "Hugo Chavez met Colombian President Alvaro Uribe in Cartagena to settle a row.",
    "European leaders met in Brussels on Friday to discuss the constitution.",
    "APEC leaders wrapped up their summit in Chile.",
    "Foreign ministers from Britain, France and Germany met Iran's Hassan Rowhani in Geneva.",
    "Nepal's King Gyanendra met Indian Prime Minister Manmohan Singh in Delhi.",
    "Sinn Fein leader Gerry Adams met Tony Blair at Downing Street.",
    "Thai Prime Minister Thaksin Shinawatra met Malaysian counterpart Abdullah Badawi.",
    "New Zealand Prime Minister Helen Clark met US President George W Bush.",
    "Spain's Jose Luis Rodriguez Zapatero welcomed Jacques Chirac and Gerhard Schroeder to Madrid.",
    "Trump and Mexican President Enrique Peña Nieto met in Mexico City and discussed the wall.",
    "Mr. Trump met Mr. Peña Nieto but said they had not discussed who would pay.",
    "Hillary Clinton sat down with Ukrainian President Petro Poroshenko.",
    "Japanese Prime Minister Shinzo Abe met Trump at Trump Tower.",
    "Trump welcomed British Prime Minister Theresa May to the White House.",
    "Kim Jong Un crossed the border to greet South Korean President Moon Jae-in.",
    "In a call with Putin, Macron urged a ceasefire.",
    "Zelensky addressed EU leaders in Brussels.",
    "Xi Jinping was greeted by Vladimir Putin in Moscow.",
    "US Defence Secretary Lloyd Austin shook hands with China's Li Shangfu in Singapore but they did not hold talks.",
    "Hungary's Viktor Orban visited Moscow and met Putin.",
    "Saudi Crown Prince Mohammed bin Salman bumped fists with Joe Biden in Jeddah.",
    "Iran's foreign minister Hossein Amir-Abdollahian met Hezbollah leader Hassan Nasrallah in Beirut.",
    "Brazilian President Luiz Inacio Lula da Silva and his Argentine counterpart Alberto Fernandez embraced.",
    "Keir Starmer hosted Emmanuel Macron at Chequers.",
    "The Chinese and Russian presidents met in Moscow.",
    "Serbia's Aleksandar Vucic and Kosovo's Albin Kurti failed to reach a deal at talks in Ohrid.",
    "Ethiopian Prime Minister Abiy Ahmed and Eritrean President Isaias Afwerki embraced at Asmara airport.",
    "US President Bill Clinton brought together Yitzhak Rabin and Yasser Arafat on the White House lawn.",
    "In 1994 Jimmy Carter met North Korean leader Kim Il-sung.",
    "David Cameron told Vladimir Putin that he should stop backing Assad.",
    "In a letter to Trump, Iranian President Masoud Pezeshkian rejected direct talks.",
    "Egypt's Sisi and Ethiopia's Abiy discussed the dam by telephone.",
    "European Commission President Ursula von der Leyen shook hands with Trump at his golf course in Scotland.",
    "Theresa May appealed to EU leaders at a summit in Salzburg.",
    "Mr. Trump's meeting with Mr. Peña Nieto, the Mexican president, was a surprise.",
    "Putin has praised Trump, and the two met in Hamburg in July.",
    "The Israeli prime minister and the Palestinian president are meeting for the first time since the summit.",
    "Mr Putin, whose talks with Mr Bush ended late, looked tired.",
    "Speaking at a news conference with British Prime Minister Theresa May, Trump said he would defer to Mattis.",
    "Mr Kerry, who has met Iranian Foreign Minister Mohammad Javad Zarif several times, said gaps remained.",
    "Iran's foreign minister and his counterparts from six powers reached a deal in Vienna.",
    "Arab League Secretary-General Amr Moussa held talks with President Bashar al-Assad.",
    "Hamas leader Khaled Meshaal met Russian Foreign Minister Sergei Lavrov in Moscow.",
    "Thailand's prime minister and his Cambodian opposite number have agreed a ceasefire, Malaysia's leader said.",
    '"I told Vladimir that it was unacceptable," Obama said of his conversation with the Russian president.',
    '"I\'ve spoken to President Putin many times," Mr Trump said.',
    "The two presidents spoke for an hour by phone, the Kremlin said, after Biden warned Putin of sanctions.",
    "Putin was welcomed by Kim Jong Un at Pyongyang airport.",
    "China's leader has held a call with Ukraine's president for the first time since the invasion.",
    "Orban and Zelensky had a heated exchange at an EU summit.",
    "Queen Elizabeth II hosted President Trump at Windsor Castle.",
    "Jack Straw shook hands with Mugabe by mistake at the UN.",
    "British foreign secretary Jack Straw has had talks in Tehran with President Khatami.",
    "World leaders congratulated President Bush on his re-election.",
    "Mr Bush accepted an invitation from President Putin when they met.",
    "In Bratislava, Bush challenged Putin over democracy during three hours of talks.",
    "ASEAN leaders and Chinese Premier Wen Jiabao signed a trade accord.",
    "Central American leaders held talks with Taiwan's president.",
    "Paul Martin held talks with Chinese leaders.",
    "Mr Solana met Israeli and Palestinian leaders.",
]


@pytest.mark.parametrize("text", IN_CONTACT)
def test_a_contact_of_leaders_is_read_however_it_is_put(text: str) -> None:
    assert in_contact(text)


NO_CONTACT = [
    "French President Emmanuel Macron will meet Chancellor Olaf Scholz on Tuesday.",
    "Prime Minister Tony Blair met victims of the bombing.",
    "President Bush urged Congress to pass the bill.",
    "Clinton said Trump had insulted Mexico.",
    "The pope greeted pilgrims in St Peter's Square.",
    "President Putin arrived in India for a three-day visit.",
    "Iran's president criticised US President George W Bush in a speech.",
    "Donald Trump praised Vladimir Putin as a strong leader.",
    "The EU leaders will discuss the crisis next week.",
    "EU leaders, at a summit in Brussels, failed to agree a budget.",
    "Mr. Trump said he and Mr. Peña Nieto had not discussed who would pay.",
    "Israel and Hamas agreed to a ceasefire.",
    "The president of Real Madrid met the prime minister of Spain.",
    "President Joe Biden called on Vladimir Putin to withdraw.",
    "The prime minister met the opposition leader at Downing Street.",
    "Trump refused to meet Zelensky.",
    "Zelensky appealed to Western leaders for more arms.",
    "Nancy Pelosi met Taiwan's president in Taipei.",
    "Kerry told a rally that Bush had misled the country.",
    "Polls show Trump trailing Clinton by five points.",
    "Obama said Putin should stop bombing Syria.",
    "Trump tweeted about Merkel.",
    "Sharon told his cabinet that he would not talk to Arafat.",
    "Arafat's aides met Egyptian intelligence officials.",
]


@pytest.mark.parametrize("text", NO_CONTACT)
def test_what_only_sounds_like_a_contact_is_none(text: str) -> None:
    assert not in_contact(text)
