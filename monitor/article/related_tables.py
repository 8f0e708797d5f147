# ruff: noqa: E501 - a label is read whole, on one line
"""Tables by language: labels above related headlines, words that mark an archive photograph.

They are what the sites of BBC, CNN, Al Jazeera, AP, Reuters, The Guardian, Euronews, РБК, Лента.ру,
Українська правда, Укрінформ, Spiegel, Tagesschau, Le Monde, Le Figaro, El País, El Mundo, ANSA, Folha and
Onet put around their articles. Labels are in lower case; they are compared whole, closing punctuation set
aside.
"""

from __future__ import annotations

import re

LABELS = {
    "en": """
        related|related articles|related article|related stories|related story|related news|related content
        |related links|related topics|related coverage|related posts|related reading|related headlines|read more|read next
        |read also|also read|see also|more on this story|more on this topic|more on this|more on the story|more stories
        |more news|more top stories|more headlines|more coverage|more from us|more like this|more to read|most read
        |most viewed|most popular|most shared|most watched|most commented|most clicked|most read stories|most read articles
        |most popular stories|popular|popular now|popular stories|popular articles|top reads|top stories|top news|top headlines
        |trending|trending now|trending news|trending stories|trending topics|trending articles|what's trending
        |you may also like|you might also like|you may like|you might like|you may also be interested in
        |you might also be interested in|you might be interested in|recommended|recommended stories|recommended articles
        |recommended for you|recommended reading|recommended reads|recommendations|editor's picks|editors' picks
        |editor's choice|editors' choice|must read|must reads|don't miss|in case you missed it|icymi|up next|what to read next
        |keep reading|continue reading|further reading|latest|latest news|latest stories|latest headlines|latest articles
        |latest updates|breaking news|other news|other stories|other headlines|other articles|also in the news|also in this section
        |elsewhere on the site|from around the web|around the web|around the bbc|from our partners|sponsored stories
        |promoted stories|stories for you|stories you may like|for you|today's top stories|top picks|in other news|in pictures
        |features|similar articles|similar stories|similar news|hot topics|what others are reading|readers also read
        |people also read|people are reading|popular in the community|more for you|explore more|discover more|related video
        |related videos""",
    "ru": """
        читайте также|читать также|читайте ещё|читайте еще|смотрите также|по теме|материалы по теме|новости по теме
        |статьи по теме|ещё по теме|еще по теме|другие новости|другие материалы|последние новости|свежие новости
        |главные новости|главное|главное за день|новости партнёров|новости партнеров|популярное|самое популярное|популярные новости
        |популярные материалы|популярные статьи|самое читаемое|самые читаемые|читаемое|рекомендуем|рекомендуем почитать
        |рекомендованные материалы|рекомендации|вам может быть интересно|вам может понравиться|вам также может быть интересно
        |это может быть интересно|не пропустите|выбор редакции|обсуждаемое|самое обсуждаемое|в тренде|тренды|похожие новости
        |похожие материалы|похожие статьи|сейчас читают|сюжет|лента новостей|другие сюжеты""",
    "uk": """
        читайте також|читати також|читайте ще|дивіться також|за темою|матеріали за темою|новини за темою|статті за темою|ще за темою
        |до теми|інші новини|інші матеріали|останні новини|свіжі новини|головні новини|головне|головне за день
        |новини партнерів|популярне|найпопулярніше|популярні новини|популярні матеріали|популярні статті|найчитаніше|найбільш читане
        |рекомендуємо|рекомендуємо почитати|рекомендовані матеріали|рекомендації|вам може бути цікаво|вам може сподобатися
        |вас може зацікавити|це може бути цікаво|не пропустіть|вибір редакції|обговорюване|найбільш обговорюване|у тренді|тренди
        |схожі новини|схожі матеріали|схожі статті|зараз читають|стрічка новин|усі новини""",
    "de": """
        mehr zum thema|mehr dazu|lesen sie auch|lesen sie mehr|auch interessant|das könnte sie auch interessieren
        |das könnte sie interessieren|das könnte dich auch interessieren|weitere artikel|weitere artikel zum thema|weitere meldungen
        |weitere nachrichten|weitere themen|meistgelesen|meistgelesene artikel|am meisten gelesen|meist gelesen|die meistgelesenen artikel
        |beliebt|beliebte artikel|beliebteste artikel|empfohlen|empfohlene artikel|empfehlungen|empfehlungen der redaktion
        |unsere empfehlungen|ähnliche artikel|ähnliche themen|verwandte artikel|verwandte themen|zum thema|top-themen|topthemen
        |top-meldungen|neueste artikel|neueste nachrichten|aktuelle nachrichten|aktuelle meldungen|lesetipps|im trend|redaktionstipp
        |nicht verpassen|passend zum thema|mehr aus dem ressort""",
    "fr": """
        lire aussi|à lire aussi|a lire aussi|à lire également|lire également|à lire|sur le même sujet|sur le meme sujet|dans la même rubrique
        |articles liés|articles similaires|articles connexes|articles associés|les plus lus|le plus lu|les articles les plus lus
        |les plus partagés|les plus populaires|populaires|tendances|en ce moment|recommandé pour vous|recommandés pour vous
        |nos recommandations|recommandations|vous aimerez aussi|vous pourriez aussi aimer|cela peut vous intéresser
        |ça peut vous intéresser|la sélection de la rédaction|notre sélection|à ne pas manquer|voir aussi|à voir aussi
        |dernières nouvelles|dernières actualités|dernières infos|les dernières actualités|à la une|pour aller plus loin|plus d'articles
        |plus d'actualités|autres articles|suggestions pour vous""",
    "es": """
        lea también|leer también|lee también|le puede interesar|te puede interesar|puede interesarte|también te puede interesar
        |te recomendamos|le recomendamos|recomendados|recomendado|recomendado para ti|recomendaciones|más sobre este tema
        |más sobre el tema|más información|más noticias|noticias relacionadas|artículos relacionados|contenido relacionado
        |contenidos relacionados|temas relacionados|relacionado|relacionados|relacionadas|lo más leído|lo más visto|más leídas|las más leídas
        |los más leídos|lo más popular|más populares|populares|tendencias|últimas noticias|lo último|otras noticias|no te pierdas
        |no se pierda|ver también|vea también|mira también|destacados|selección del editor""",
    "it": """
        leggi anche|leggi pure|ti potrebbe interessare|ti potrebbe interessare anche|potrebbe interessarti|potrebbero interessarti
        |articoli correlati|notizie correlate|contenuti correlati|correlati|i più letti|più letti|le più lette|gli articoli più letti
        |più popolari|di tendenza|tendenze|consigliati|consigliati per te|ultime notizie|altre notizie|da non perdere|approfondimenti
        |vedi anche|guarda anche|in evidenza""",
    "pt": """
        leia também|leia mais|veja também|notícias relacionadas|artigos relacionados|conteúdo relacionado|relacionadas|relacionados
        |mais lidas|as mais lidas|mais lidos|os mais lidos|mais populares|em alta|recomendados|recomendado para você|recomendamos
        |pode interessar|você pode gostar|últimas notícias|outras notícias|não perca|destaques""",
    "pl": """
        czytaj też|czytaj także|czytaj również|przeczytaj także|przeczytaj również|zobacz też|zobacz także|zobacz również|polecane
        |polecamy|polecane artykuły|najczęściej czytane|najpopularniejsze|najchętniej czytane|popularne|powiązane artykuły|powiązane
        |podobne artykuły|ostatnie wiadomości|najnowsze|najnowsze wiadomości|inne artykuły|więcej na ten temat|warto przeczytać
        |nie przegap""",
    "nl": "lees ook|lees meer|lees verder|meest gelezen|best gelezen|gerelateerde artikelen|aanbevolen|meer over dit onderwerp",
    "tr": "ilgili haberler|ilgili haber|en çok okunanlar|en çok okunan|önerilen haberler|bunları da okuyun|son dakika|diğer haberler",
}
"""Whole lines that say no more than that other articles follow, parted by strokes."""

ARCHIVE_WORDS = ("file", "archiv", "архив", "архів", "arquiv", "archiw", "arşiv")
"""One of these stands in every caption of an archive photograph."""
CAPTION = re.compile(
    r"(?:"
    r"(?:file|archive|archival)[ -](?:photo|photograph|image|picture|pic|footage|video)\b\s*(?:[:|–—-]|of\b|\(|$).*"
    r"|file\s?(?:[:–—]|-\s|--).*"
    r"|(?:архивное (?:фото|изображение|видео)|фото из архива|фото архивное|архивная фотография|архів(?:не|на) (?:фото|зображення|світлина)"
    r"|фото з архіву|фото архівне|архив|архів)\s*[:.,|–—(-].*"
    r"|(?:archiv(?:bild|foto|aufnahme)|photo d['’]archives?|image d['’]archives?|(?:foto|imagen|fotografía) de archivo"
    r"|foto d['’]archivio|immagine d['’]archivio|(?:foto|imagem) de arquivo|zdjęcie archiwalne|archieffoto|arşiv fotoğraf\w*)\b.*"
    r"|.*[(\[](?:[^()\[\]]{0,80}[,/;:|] ?)?(?:file|archives?|file photo|file image|file picture|archive photo|archive image|архив|архів"
    r"|архивное фото|фото из архива|архівне фото|фото з архіву|archiv|archivbild|archivfoto|archivo|archivio|arquivo)"
    r"(?:[,/;:|] ?[^()\[\]]{1,80})?[)\]]\.?"
    r"|.*[|/–—-]\s?(?:file photo|archive photo|архивное фото|архівне фото|фото з архіву|фото из архива|archivbild|archivfoto)\.?"
    r")",
    re.IGNORECASE | re.DOTALL,
)
"""A whole paragraph that says what an archive photograph shows."""
