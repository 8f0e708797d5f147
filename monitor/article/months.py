"""Month names by language (full, inflected, short): add a language's here for its dates to be parsed.

Source: Unicode CLDR (format and stand-alone, wide and abbreviated), with the short forms that desks add
("Sept.", "нояб.", "juil."). One line a language, months in order, the forms of one month joined by "/".
"""

from __future__ import annotations

_FORMS = {
    "en": "january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sept/sep"
    " october/oct november/nov december/dec",
    "de": "januar/jänner/jan/jän februar/feber/feb/febr märz/mär/mrz/maerz april/apr mai juni/jun juli/jul"
    " august/aug september/sept/sep oktober/okt november/nov dezember/dez",
    "fr": "janvier/janv/jan février/févr/fév/fevrier/fevr mars/mar avril/avr mai juin juillet/juil août/aout"
    " septembre/sept/sep octobre/oct novembre/nov décembre/déc/decembre/dec",
    "es": "enero/ene febrero/feb marzo/mar abril/abr mayo/may junio/jun julio/jul agosto/ago"
    " septiembre/setiembre/sept/sep/set octubre/oct noviembre/nov diciembre/dic",
    "it": "gennaio/gen/genn febbraio/feb/febbr marzo/mar aprile/apr maggio/mag/magg giugno/giu luglio/lug"
    " agosto/ago settembre/set/sett ottobre/ott novembre/nov dicembre/dic",
    "pt": "janeiro/jan fevereiro/fev março/mar abril/abr maio/mai junho/jun julho/jul agosto/ago"
    " setembro/set outubro/out novembro/nov dezembro/dez",
    "nl": "januari/jan februari/feb maart/mrt april/apr mei juni/jun juli/jul augustus/aug september/sept/sep"
    " oktober/okt november/nov december/dec",
    "pl": "stycznia/styczeń/sty lutego/luty/lut marca/marzec/mar kwietnia/kwiecień/kwi maja/maj"
    " czerwca/czerwiec/cze lipca/lipiec/lip sierpnia/sierpień/sie września/wrzesień/wrz"
    " października/październik/paź listopada/listopad/lis grudnia/grudzień/gru",
    "tr": "ocak/oca şubat/şub mart/mar nisan/nis mayıs/may haziran/haz temmuz/tem ağustos/ağu eylül/eyl"
    " ekim/eki kasım/kas aralık/ara",
    "ru": "января/январь/янв февраля/февраль/февр/фев марта/март/мар апреля/апрель/апр мая/май"
    " июня/июнь/июн июля/июль/июл августа/август/авг сентября/сентябрь/сент/сен октября/октябрь/окт"
    " ноября/ноябрь/нояб/ноя декабря/декабрь/дек",
    "uk": "січня/січень/січ лютого/лютий/лют березня/березень/берез/бер квітня/квітень/квіт/кві"
    " травня/травень/трав/тра червня/червень/черв/чер липня/липень/лип серпня/серпень/серп/сер"
    " вересня/вересень/верес/вер жовтня/жовтень/жовт/жов листопада/листопад/лист/лис"
    " грудня/грудень/груд/гру",
}  # fmt: skip

MONTHS = {
    form: number
    for forms in _FORMS.values()
    for number, month in enumerate(forms.split(), start=1)
    for form in month.split("/")
}
"""The number of the month by each of its forms, in lower case."""

LEADING_MONTHS = frozenset(
    form for form in MONTHS if len(form) > 4 or form in _FORMS["en"].replace("/", " ").split()
)
"""The forms that are read before the day ("Nov. 21, 2026"): elsewhere short forms follow it."""
