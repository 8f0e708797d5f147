"""Word lists for sentence splitting: abbreviations, and how sentences begin. All lower case."""

from __future__ import annotations

_ALWAYS_JOIN = """
mr mrs ms mx dr prof gen sen rep reps sens gov lt col capt cpt maj sgt cpl pvt adm cmdr hon rev fr
messrs mme mlle st mt ft pres supt det insp vs v cf e.g i.e eg ie approx ca dept ph.d а б г-н г-жа гг им
ул пр просп кв стр рис акад проф ген полк св о ім вул ст т.е т.н т.зв див см hr z.b d.h bzw
"""
ALWAYS_JOIN = frozenset(_ALWAYS_JOIN.split())
"""Abbreviations that never end a sentence."""

_JOIN_BEFORE_DIGIT = """
no nos art fig vol pp p sec ch par jan feb mar apr jun jul aug sept sep oct nov dec № стр ст п гл рис с
пп vom січ лют бер берез кві квіт тра трав чер черв лип сер серп вер верес жов жовт лис лист гру груд
янв фев мар апр июн июл авг сен сент окт ноя нояб дек
"""
JOIN_BEFORE_DIGIT = frozenset(_JOIN_BEFORE_DIGIT.split())
"""Abbreviations that belong to the number after them."""

_MAY_END = """
inc corp ltd co jr sr llc plc bros etc al est dem ind calif conn del fla ill ky la mass md mich minn
miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo ariz ark colo ga kan jan feb mar apr jun
jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun ave blvd rd sq г р т д п тыс
млн млрд трлн руб грн коп тис ч мин сек м км т.д т.п т.ч і.т.д др пр н.э н.е u.s u.k u.n e.u d.c a.m p.m
am pm u.s.a u.s.s.r
"""
MAY_END = frozenset(_MAY_END.split())
"""Abbreviations that end a sentence when a word that begins one follows."""

_STARTERS = """
the he she it they we you i a an and but or so yet in on at as if when while after before since although
though however meanwhile his her its their our this that these those there then here what why how who
where which not no yes for from with by to both some many most all one two three another earlier later
asked according also still even once during under despite until because is are was were do did does has
have had will would can could he's it's they're i'm we're don't mr mrs ms dr several separately instead
last next он она оно они это этот эта эти в во на по как но и а что если когда однако также при после до
за из с у мы вы я вона воно вони це цей ця ці та але що якщо коли однак також під час ми ви
"""
STARTERS = frozenset(_STARTERS.split())
"""Words that begin a sentence, not a name."""
