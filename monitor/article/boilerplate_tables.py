# ruff: noqa: E501, ISC004 - a cue is read whole, on one line
"""The boilerplate tables: cue words and phrases by which a line is known to be the page's own.

Cues are matched in lower case at the start of a line; to add one, add its first word to `FIRST_WORDS` too.
"""

from __future__ import annotations

import re

from monitor.article.parts import Role

_NAVIGATION = """
home|menu|search|news|world|world news|politics|business|sport|sports|opinion|latest|latest news|top stories|breaking news
|breaking|live|video|videos|photos|gallery|europe|asia|africa|americas|us|uk|russia|ukraine|international|national|culture
|tech|technology|health|science|war|economy|more|share|print|email|save|comment|comments|comments (0)|log in|login|sign in
|sign up|register|subscribe|subscribe now|donate|donate now|close|back|back to top|next|previous|advertisement|advertising
|advert|ad|sponsored|sponsored content|promoted|skip to content|skip to main content|skip advertisement|copy link
|link copied|facebook|twitter|x|whatsapp|telegram|linkedin|instagram|reddit|youtube|read more|show more|load more|see more
|view comments|post a comment|leave a comment|leave a reply|add a comment|join the conversation|start the conversation
|join our commenting forum|terms of use|terms of service|privacy policy|cookie policy|accept|accept all|contact us|about us
|listen|listen to this article|text size|font size|reuse this content|most viewed|most read|most popular|trending|trending now
|главная|новости|мир|политика|реклама|комментарии|поделиться|подписаться|меню|поиск|читать далее|подробнее|видео|фото
|головна|новини|світ|політика|реклама|коментарі|поділитися|підписатися|пошук|читати далі|докладніше|війна
|startseite|nachrichten|politik|anzeige|kommentare|teilen|mehr|accueil|actualités|politique|publicité|commentaires|partager
|inicio|noticias|política|publicidad|comentarios|compartir|politica|pubblicità|commenti|condividi|reklama|komentarze|udostępnij
"""
NAVIGATION = frozenset(_NAVIGATION.replace("\n", "").split("|"))
"""Whole lines (lower case, closing punctuation set aside) that steer a reader through a site."""

_RELATED = (
    r"related(?: (?:articles?|stor(?:y|ies)|news|content|links?|topics?|coverage|reading|posts?|videos?))?\s*[:|»→-]",
    r"related (?:articles?|stor(?:y|ies)|content|links|topics|coverage|posts)$",
    r"read (?:more|next|also|on|full story|the full story|full article)(?: (?:here|about .{0,60}|on .{0,60}|at .{0,60}))?\s*[:|»→-]",
    r"read (?:more|next|also)$",
    r"see also(?:\s*[:|»→-]|$)",
    r"also (?:read|see|watch|on [^:]{2,40})\s*[:|»→-]",
    r"more (?:on|from|about) [^.]{2,60}(?::|$)",
    r"more (?:stories|news|coverage|top stories|headlines)\s*(?::|$)",
    r"(?:recommended|you (?:may|might) also (?:like|be interested in)|don'?t miss|must[- ]reads?|up next|what to read next)\s*(?::|$)",
    r"(?:recommended|editor'?s) (?:stories|articles|reading|picks?|for you)\s*(?::|$)",
    r"(?:watch|listen|watch (?:more|now|live)|in pictures)\s*:\s",
    r"(?:go deeper|further reading|dig deeper|background)\s*:\s*\[",
    r"(?:читайте|смотрите|дивіться|дивись) (?:также|ещё|еще|також|на тему|по теме)\b",
    r"(?:по теме|материалы по теме|за темою|до теми)\s*(?::|$)",
    r"(?:lesen sie (?:auch|mehr)|mehr zum thema|lesetipp)\b",
    r"(?:lire aussi|à lire aussi|lire la suite)\b",
    r"(?:lea también|le puede interesar|leer también|más sobre este tema|leia também|leia mais|veja também)\b",
    r"(?:leggi anche|approfondisci)\b",
    r"(?:czytaj też|czytaj także|przeczytaj także|zobacz też|lees ook|lees verder|ilgili haber)\b",
)
_CREDIT = (
    r"(?:photos?|images?|pictures?|file photo|photograph|graphic|video|photo credit|image credit|image source|credit|credits"
    r"|фото|зображення|изображение|foto|bild|fotografía)\s*(?:(?:credit|source|courtesy)\s*)?[:/©|]\s*(?:by |via |от )?"
    r"[^.:;?!]{2,80}\.?$",
    r"(?:photo|photograph|picture|image|video|graphic|illustration)s? (?:by|courtesy of|courtesy|from|via) [^.:;?!]{2,60}\.?$",
    r"(?:getty images|ap photo|afp photo|reuters photo|epa-efe|epa|shutterstock|istock|alamy)(?:\s*[/|,][^.:;?!]{0,60})?\.?$",
    r"(?:source|sources|источник|джерело|quelle|fuente|fonte|źródło)\s*:\s*(?:<?https?://\S+|[\w-]+(?:\.[\w-]+)+/?|\[[^\]]*\]\([^)]*\))$",
    r"(?:image|media) caption\b",
)
_BYLINE = (
    r"(?:additional |further )?(?:reporting|writing|editing|additional reporting|contributions?) (?:by|from) .{3,250}$",
    r"\(?(?:reporting|writing|editing|additional reporting) by .{3,250}$",
    r"(?:автор|авторы|текст|автори|von|par|por)\s*:\s*[^.:;?!]{3,60}$",
)
_BOILERPLATE = (
    r"sign up (?:here |now |today )?(?:for|to) .{0,120}(?:newsletter|emails?|briefing|alerts?|updates?|inbox|free)\b.*$",
    r"sign up (?:here|now|today|below)\b.*$",
    r"subscribe (?:here|now|today|to|for|and|via|on)\b.*$",
    r"(?:get|receive|want) .{0,90}(?:newsletter|delivered to your inbox|in your inbox|straight to your inbox)\b.*$",
    r"(?:start|begin|try|activate|manage|renew|upgrade) your .{0,60}\b(?:subscription|membership|free trial)\b.*$",
    r"want to bookmark\b.*$",
    r"(?:already (?:a|have an?) (?:subscriber|member|account)|not a subscriber)\b.*$",
    r"join .{0,80}(?:commenting forum|discussion|conversations?|whatsapp (?:channel|group)|telegram (?:channel|group)|our community)\b.*$",
    r"(?:follow|like|find|join|connect with|subscribe to) (?:us|me|@\w+|[\w .'’-]{2,40}) on (?:our )?"
    r"(?:social|facebook|twitter|x\b|instagram|telegram|linkedin|youtube|whatsapp|tiktok|threads|google news|bluesky|flipboard|apple news).*$",
    r"follow (?:us|@\w+)\b.{0,60}$",
    r"share (?:this|on|via|with|the) ?(?:article|story|page|post|link|facebook|twitter|x|whatsapp|telegram|linkedin|email|friends)?[^.]{0,40}$",
    r"(?:click|tap) (?:here|on the (?:link|image|photo|video)|to (?:enlarge|expand|share|read|subscribe))\b.*$",
    r"(?:advertisement|advertising|story continues|article continues|continue reading|scroll (?:down )?(?:to|for)|skip (?:past|to))\b[^.]{0,80}\.?$",
    r"(?:support|help (?:us|support)) (?:our|independent|quality|free|the|honest) (?:journalis[mt]s?|reporting|newsroom|work|independent).*$",
    r"(?:donate|contribute|become a (?:member|subscriber|patron|supporter))(?: (?:here|now|today|to|from|and|for)\b.*|[.!]?)$",
    r"(?:©|\(c\)|copyright\b)\s*.{0,40}(?:19|20)\d\d.*$",
    r"(?:©|copyright ©).*$",
    r"(?:.{0,80}\. )?all rights reserved\b.*$",
    r"this (?:material|article|story|content|copy|report) (?:may not be|is copyright|has been (?:published from|auto-generated)|was "
    r"(?:originally|first) published|originally appeared|first appeared|is for subscribers).*$",
    r"(?:we|this (?:web)?site|our (?:web)?site) uses? cookies\b.*$",
    r"by (?:clicking|continuing|signing up|subscribing|submitting|using this)\b.*$",
    r"(?:please )?(?:enable javascript|turn off your ad ?blocker|disable your ad ?blocker)\b.*$",
    r"(?:view|show|hide|read|see|load|post|leave|add|sort|write) (?:all |more |a |your |the |\d+ )*(?:comments?|repl(?:y|ies))\b[^.]{0,30}$",
    r"\(?\d+\)? comments?$",
    r"comments? (?:are closed|\(?\d+\)?|section|policy)\b.*$",
    r"(?:have|got) (?:a|any) (?:news )?(?:tip|stor(?:y|ies)|correction|comment)s?\b.*\?.*$",
    r"(?:contact|email|e-mail|write to) (?:us|the (?:author|reporter|writer|editor|newsroom))\b.{0,100}$",
    r"(?:email|e-mail|twitter|tel|phone|mail)\s*[:|]\s*\S*[@+\d]\S*.{0,40}$",
    r"(?:download|get|install) (?:the|our) .{0,40}\bapp\b.*$",
    r"\d{1,2}[ -]min(?:ute)?s?[ -](?:read|listen)$",
    r"(?:estimated )?reading time\b.{0,30}$",
    r"(?:listen to|print|save|bookmark|gift) this (?:article|story|page)\b.{0,60}$",
    r"(?:to )?(?:read|view|continue|access) .{0,40}(?:please )?(?:log in|subscribe|register|sign in)\b.*$",
    r"(?:подписывайтесь|подпишитесь|підписуйтесь|підпишіться|присоединяйтесь|приєднуйтесь|приєднуйтеся) .*$",
    r"(?:если вы (?:заметили|нашли) ошибку|якщо ви (?:помітили|знайшли) (?:помилку|орфографічну)|нашли ошибку|помітили помилку)\b.*$",
    r"(?:abonnieren sie|abonnez-vous|suscríbete|suscríbase|iscriviti|zapisz się|abone ol)\b.*$",
)
_TAGS = (
    r"(?:tags?|topics?|keywords?|filed under|categor(?:y|ies)|in this (?:article|story)|related topics|labels?|теги|теґи|ключевые слова"
    r"|schlagworte|themen|mots[- ]clés|etiquetas|temas|argomenti|tagi)\s*[:|]\s*.{2,300}$",
    r"(?:#[^\W\d_]\w*[\s,;|/]*){2,}$",
)
_URL = (
    r"(?:(?:original )?url|original(?: article| source| link)?|source url|link|permalink|canonical(?: url)?|read the original"
    r"|(?:article )?source)\s*:?\s*<?https?://\S+>?$",
    r"(?:original )?(?:url|link)\s*:$",
    r"(?:original(?: article| source| link)|source url|permalink|canonical url)\s*:$",
    r"<?https?://\S+>?$",
)

CUES: tuple[tuple[Role, tuple[str, ...]], ...] = (
    (Role.URL, _URL),
    (Role.RELATED, _RELATED),
    (Role.CREDIT, _CREDIT),
    (Role.BYLINE, _BYLINE),
    (Role.TAGS, _TAGS),
    (Role.BOILERPLATE, _BOILERPLATE),
)

_FIRST_WORDS = """
related read see also more recommended you don't don’t must-read must-reads must up what editor's editor’s
editors watch listen in go further dig background читайте смотрите дивіться дивись по материалы за до
lesen mehr lesetipp lire à lea le leer más leia veja leggi approfondisci czytaj przeczytaj zobacz lees
ilgili photo photos image images picture pictures file photograph photographs graphic graphics video
videos credit credits фото зображення изображение foto bild fotografía illustration illustrations getty ap
afp reuters epa-efe epa shutterstock istock alamy source sources источник джерело quelle fuente fonte
źródło media additional reporting writing editing contribution contributions автор авторы текст автори von
par por sign subscribe get receive want start begin try activate manage renew upgrade already not join
follow like find connect share click tap advertisement advertising story article continue scroll skip
support help donate contribute become copyright all this we our by please enable turn disable view show
hide load post leave add sort write comment comments have got contact email e-mail twitter tel phone mail
download install estimated reading print save bookmark gift to подписывайтесь подпишитесь підписуйтесь
підпишіться присоединяйтесь приєднуйтесь приєднуйтеся если якщо нашли помітили abonnieren abonnez-vous
suscríbete suscríbase iscriviti zapisz abone tag tags topic topics keyword keywords filed category
categories label labels теги теґи ключевые schlagworte themen mots mots-clés etiquetas temas argomenti
tagi original url link permalink canonical
"""
FIRST_WORDS = frozenset(_FIRST_WORDS.split())
"""The words that the cues begin with: most paragraphs begin otherwise and are let pass at once."""

GIVEAWAYS = (
    ("all rights reserved", Role.BOILERPLATE),
    ("see their replies", Role.BOILERPLATE),
    ("to our newsletter", Role.BOILERPLATE),
    ("our daily newsletter", Role.BOILERPLATE),
    ("cookie settings", Role.BOILERPLATE),
    ("getty images", Role.CREDIT),
    ("ap photo/", Role.CREDIT),
    ("(ap photo", Role.CREDIT),
    ("/afp via", Role.CREDIT),
)

APPEAL_OPENER = re.compile(
    r"(?:your support helps us|support (?:our|independent|quality) (?:journalism|reporting)|why (?:support|trust) us|a message from"
    r" (?:the editor|our editor)|help us (?:keep|tell|continue)|we need your (?:help|support)|dear reader)\b[^.]{0,80}[.!]?",
    re.IGNORECASE,
)
"""A line that opens an appeal for money; it counts only with a closer or with appeal words after it."""
APPEAL_CLOSER = re.compile(
    r"(?:your support makes all the difference|thank you for (?:your support|supporting (?:us|our \w+))|support us today"
    r"|(?:please )?(?:consider )?(?:donat|contribut|subscrib)(?:e|ing) today)[.!]+",
    re.IGNORECASE,
)
"""The sentence that ends an appeal, even when the next paragraph is glued to it."""
APPEAL_WORDS = (
    "your donation", "your contribution", "your support", "our reporting", "our journalis", "our newsroom", "our readers",
    "paywall", "support us", "quality journalism", "independent journalism", "reporters on the ground", "reader-funded",
    "reader-supported", "reader supported", "paid for by", "make a contribution", "become a member", "become a supporter",
    "donate to us", "donate today", "subscribe today",
)  # fmt: skip
