"""Every way a rule file or a configuration can be wrong: one code each, stable for ever, and explained.

The message of a fault says what is wrong in this place; the explanation here says what the code is
about in general. A code is never given a new meaning; a code that falls out of use stays listed.
"""

from __future__ import annotations

from enum import StrEnum


def printable(text: str) -> str:
    """Return *text* safe to show: what has no form of its own (a file may hold terminal codes) as a dot."""
    return text if text.isprintable() else "".join(one if one.isprintable() else "·" for one in text)


class ErrorCode(StrEnum):
    """A stable code; the member's name is its short name (`short_name`)."""

    @property
    def short_name(self) -> str:
        """The code's name in words joined by dashes: `duplicate-id`."""
        return self.name.lower().replace("_", "-")

    @property
    def explanation(self) -> str:
        """What the code is about, in a few sentences for someone who is no programmer."""
        return EXPLANATIONS[self]


class Code(ErrorCode):
    """The code of a fault in a rule file."""

    # Files
    PATH_MISSING = "R001"
    NO_RULE_FILES = "R002"
    UNREADABLE_FILE = "R003"
    FILE_TOO_LARGE = "R004"
    NOT_UTF8 = "R005"
    CONTROL_CHARACTER = "R006"
    EMPTY_FILE = "R007"
    TOO_DEEP = "R008"
    # YAML
    YAML_TAB = "R010"
    YAML_COLON = "R011"
    YAML_COLON_IN_TEXT = "R012"
    YAML_UNCLOSED_QUOTE = "R013"
    YAML_INDENT = "R014"
    YAML_DASH = "R015"
    YAML_BRACKET = "R016"
    YAML_SPECIAL_CHARACTER = "R017"
    YAML_ESCAPE = "R018"
    YAML_AFTER_QUOTE = "R019"
    YAML_SYNTAX = "R020"
    YAML_REFERENCE = "R021"
    YAML_DOCUMENTS = "R022"
    YAML_TAG = "R023"
    DUPLICATE_KEY = "R024"
    YAML_KEY = "R025"
    YAML_RUN_ON = "R026"
    YAML_ODD_BLANK = "R027"
    # Shape
    UNKNOWN_KEY = "R030"
    WRONG_TYPE = "R031"
    MISSING_KEY = "R032"
    EMPTY_VALUE = "R034"
    YAML_SURPRISE = "R035"
    # Rules
    BAD_ID = "R040"
    DUPLICATE_ID = "R041"
    BAD_SEVERITY = "R042"
    BAD_TEMPLATE = "R043"
    UNKNOWN_VARIABLE = "R044"
    BAD_WINDOW = "R045"
    UNKNOWN_CHANNEL = "R046"
    # Conditions
    SEVERAL_CONDITIONS = "R050"
    UNKNOWN_CONDITION = "R051"
    PHRASE_WITHOUT_WORDS = "R052"
    PHRASE_STAR = "R053"
    COUNT_OUT_OF_RANGE = "R054"
    BAD_REGEX = "R055"
    REGEX_NOT_LINEAR = "R056"
    REGEX_MATCHES_NOTHING = "R057"
    NEAR_TERMS = "R058"
    BAD_DURATION = "R060"
    BAD_DATE = "R061"
    IMPOSSIBLE_DATES = "R062"
    BAD_LANGUAGE = "R063"
    NEW_WITHOUT_CONTACT = "R064"
    # Rules that count over time
    PER_WITHOUT_FACTS = "R065"
    CLASHING_KEYS = "R066"
    UNKNOWN_RULE = "R067"
    SEQUENCE_CYCLE = "R068"
    SEQUENCE_STEP = "R069"
    # Lists
    UNKNOWN_LIST = "R070"
    DUPLICATE_LIST = "R071"
    EMPTY_LIST = "R072"
    BAD_LIST_NAME = "R073"
    LIST_FILE = "R074"
    # People
    CONTACT_SIDES = "R075"
    UNKNOWN_GROUP = "R076"
    BAD_ENTITY = "R077"
    # Words
    WORDS_LANGUAGE = "R078"
    BAD_WORD = "R079"
    # Tests inside rules
    BAD_EXPECTATION = "R080"
    TEST_FILE = "R081"
    TEST_ARTICLE = "R082"
    TEST_ARTICLES = "R160"
    TEST_TIME = "R161"
    TEST_ORDER = "R162"
    TEST_TOLD = "R163"
    # Reuse
    CONDITION_UNDEFINED = "R100"
    DUPLICATE_CONDITION = "R101"
    BAD_CONDITION_NAME = "R102"
    CONDITION_CYCLE = "R103"
    CONDITION_TOO_LARGE = "R104"
    EXTENDS_UNKNOWN = "R105"
    EXTENDS_CYCLE = "R106"
    ALSO_BESIDE_WHEN = "R107"
    EXCEPTIONS_UNKNOWN = "R108"
    EXCEPT_WITHOUT_CONDITION = "R109"
    EXCEPT_WITHOUT_CONTACT = "R110"
    EXCEPTS_EVERYTHING = "R111"
    BAD_STATUS = "R112"
    EXTENDS_TOO_LONG = "R113"
    # Doubts: the rules load all the same
    NO_TESTS = "R090"
    ONE_SIDED_TESTS = "R091"
    TESTS_WITHOUT_TIME = "R164"
    DUPLICATE_PHRASE = "R092"
    UNUSED_LIST = "R093"
    UNKNOWN_ENTITY = "R094"
    KNOWN_WORD = "R095"
    UNUSED_CONDITION = "R120"
    EXCEPTED_TWICE = "R121"
    UNUSED_DEFAULTS = "R122"
    STEP_NOT_ENABLED = "R123"
    SWALLOWED_PHRASE = "R130"
    REGEX_OF_WORDS = "R131"
    UNUSED_KNOWLEDGE = "R132"
    PRINTED_QUOTES = "R133"
    TEXT_CUT = "R134"
    OPERATOR_IN_PHRASE = "R135"
    SPLIT_AT_COMMA = "R136"
    MATCHES_THE_ARCHIVE = "R137"
    SIGNS_NOT_COMPARED = "R138"
    PHRASE_NEVER_FOUND = "R901"
    NEVER_MATCHES = "R902"
    MATCHES_NEARLY_EVERYTHING = "R903"
    TRIED_EVERYWHERE = "R904"
    # Rules built by a program, never read from a file
    BUILT_TERM = "R921"
    BUILT_PATTERN = "R922"


class ConfigCode(ErrorCode):
    """The code of a fault in config.toml."""

    CONFIG_UNREADABLE = "C001"
    NOT_TOML = "C002"
    CONFIG_KEY_UNKNOWN = "C003"
    CONFIG_VALUE = "C004"
    CONFIG_MISSING = "C005"
    PLACE_MISSING = "C006"
    UNSET_SECRET = "C007"  # noqa: S105 - the name of a code
    CHANNEL_UNUSABLE = "C008"
    NAME_UNKNOWN = "C009"
    STORE_UNKNOWN = "C010"
    TIMEZONE_UNKNOWN = "C011"
    TEMPLATE_UNUSABLE = "C020"
    # Doubts: the configuration is used all the same
    ROUTE_UNREACHED = "C901"
    DIGEST_UNFED = "C902"
    ALWAYS_QUIET = "C903"


EXPLANATIONS: dict[ErrorCode, str] = {
    Code.PATH_MISSING: (
        "A file or folder of rules was named that is not there. Check the spelling, and that the path is "
        "meant from the folder you started in (in config.toml: from the folder of config.toml)."
    ),
    Code.NO_RULE_FILES: (
        "A folder of rules holds no rule file. Rule files end in .yaml or .yml; files and folders whose "
        "name begins with a dot are left out."
    ),
    Code.UNREADABLE_FILE: (
        "The file is there but the system does not let us read it: most often its permissions."
    ),
    Code.FILE_TOO_LARGE: (
        "A rule file may be 5 MB at most. Split it, or move long lists of names to text files (lists: "
        "{names: names.txt})."
    ),
    Code.NOT_UTF8: "Rule files are UTF-8 text. An editor's “Save as … encoding: UTF-8” mends this.",
    Code.CONTROL_CHARACTER: (
        "The file holds a character that cannot be seen and that YAML does not allow, mostly left behind "
        "by copying from another program. Delete it and type the text anew."
    ),
    Code.EMPTY_FILE: ("The file holds nothing but blank lines and comments. Give it rules, or take it away."),
    Code.TOO_DEEP: (
        "Brackets or indentation go deeper than any rule needs; such files are refused because they can "
        "bring the program down."
    ),
    Code.YAML_TAB: "YAML is indented with spaces only; a tab looks the same and is refused.",
    Code.YAML_COLON: ("A name and its value are written “name: value”, with a colon and a space after it."),
    Code.YAML_COLON_IN_TEXT: (
        "A colon followed by a space separates a name from its value, so a text that holds one must stand"
        " in quotes."
    ),
    Code.YAML_UNCLOSED_QUOTE: (
        "A text begins with a quote that is never closed. A quote of the same kind inside the text is "
        "written twice in single quotes ('it''s') and with a backslash in double quotes."
    ),
    Code.YAML_INDENT: (
        "What belongs together stands at the same number of spaces; what belongs to a name stands further"
        " in than the name."
    ),
    Code.YAML_DASH: (
        "Each entry of a list begins with a dash and a space, all dashes level with each other, on lines "
        "below the list's name."
    ),
    Code.YAML_BRACKET: (
        "A list in [square brackets] or a mapping in {curly brackets} is not closed, closed twice, or "
        "lacks a comma between its entries. A text that holds brackets or commas must stand in quotes "
        "there."
    ),
    Code.YAML_SPECIAL_CHARACTER: (
        "A text that begins with @, ` or % must stand in quotes: YAML keeps these for itself."
    ),
    Code.YAML_ESCAPE: (
        "In double quotes a backslash is special. Write a regular expression in single quotes, where it "
        "is not."
    ),
    Code.YAML_AFTER_QUOTE: "After a closing quote the line must end. Put the whole text in quotes.",
    Code.YAML_SYNTAX: "The file is not well-formed YAML at this place.",
    Code.YAML_REFERENCE: (
        "References (&name, *name, <<) repeat a part of the file elsewhere. Rules do not use them: use a "
        "list for what several rules share. A phrase that begins with * or & must stand in quotes."
    ),
    Code.YAML_DOCUMENTS: (
        "A line of three dashes begins a second document. A rule file is one document; use several files "
        "instead."
    ),
    Code.YAML_TAG: (
        "A word beginning with an exclamation mark is a YAML tag. Rules have no use for tags; a text that"
        " begins with an exclamation mark must stand in quotes."
    ),
    Code.DUPLICATE_KEY: (
        "The same name is given twice in one mapping. YAML would silently keep the last; we refuse."
    ),
    Code.YAML_KEY: "The name before a colon must be a plain word, not a list, a mapping or nothing.",
    Code.YAML_RUN_ON: (
        "Without quotes YAML joins a line that stands further in to the one above. Phrases and names are one "
        "line each: most often a dash is not level with the others, or lacks its space."
    ),
    Code.YAML_ODD_BLANK: (
        "A blank that only looks like a space, mostly copied from a web page or a word processor, stands "
        "where YAML needs a space."
    ),
    Code.UNKNOWN_KEY: (
        "The name is not one that means something here. Nothing unknown is ever ignored, because a "
        "misspelt name would silently change what a rule does."
    ),
    Code.WRONG_TYPE: ("Something of another shape is expected here: a text, a number, a list or a mapping."),
    Code.MISSING_KEY: "Something that must be given is missing.",
    Code.EMPTY_VALUE: "Something is named but nothing is given for it.",
    Code.YAML_SURPRISE: (
        "Without quotes YAML reads some words as something else: no, yes, on, off as false and true, 012 "
        "as ten, 12:30 as a number of seconds, 2024-07-15 as a date. Put the text in quotes and it stays "
        "what it is."
    ),
    Code.BAD_ID: ("A rule's id is made of small letters a-z, digits and dashes, as in leader-contact."),
    Code.DUPLICATE_ID: "Two rules share one id. Ids are unique over all rule files together.",
    Code.BAD_SEVERITY: "The severity is one of info, low, medium, high, critical.",
    Code.BAD_TEMPLATE: (
        "The title is a Jinja2 template and cannot be read as one. Text to fill in stands between {{ and }}."
    ),
    Code.UNKNOWN_VARIABLE: (
        "The title names something that does not exist. Known are article (title, publisher, published, "
        "path, language), rule, evidence, contacts, denials, claim, and of the one contact a match is "
        "about: participants, kind, status, by."
    ),
    Code.SEVERAL_CONDITIONS: (
        "A condition has one name. Several are put in a list under all: (each must hold) or any: (one is "
        "enough)."
    ),
    Code.UNKNOWN_CONDITION: "There is no condition of this name.",
    Code.PHRASE_WITHOUT_WORDS: (
        "A phrase is made of whole words; one without a letter or digit can never be found."
    ),
    Code.PHRASE_STAR: (
        "A star stands at the end of a word for any ending: deni* finds denies, denied, denial. Elsewhere"
        " it has no meaning."
    ),
    Code.COUNT_OUT_OF_RANGE: (
        "The count is smaller than 1 or larger than the number of conditions it counts. A rule that counts "
        "articles counts to 2 or further."
    ),
    Code.BAD_REGEX: "The regular expression cannot be read.",
    Code.REGEX_NOT_LINEAR: (
        "Regular expressions run on RE2, which is fast on any text, always. Look-ahead, look-behind and "
        "back-references cannot be had at that price."
    ),
    Code.REGEX_MATCHES_NOTHING: (
        "The regular expression can be satisfied by no text at all, so it would hold everywhere and prove"
        " nothing."
    ),
    Code.NEAR_TERMS: (
        "near measures the distance between words, so its terms are at least two, each a phrase, a list, "
        "a regex, or any of these."
    ),
    Code.BAD_DURATION: "A duration is a number and a unit: 30s, 30m, 36h, 2d, 1w.",
    Code.BAD_DATE: (
        "A date is written year-month-day, as in 2024-07-15, with a time as 2024-07-15T12:30:00Z. Without"
        " a zone it is UTC."
    ),
    Code.IMPOSSIBLE_DATES: "No date lies in the range.",
    Code.NEW_WITHOUT_CONTACT: (
        "new: tells what is new by the contacts that a rule finds; a rule that asks for no contact and no "
        "denial finds none, so each of its articles is an alert of its own."
    ),
    Code.BAD_WINDOW: (
        "A time in which a rule counts is at least a second and at most a year long, and what is usual is "
        "measured over a longer time than the spike itself: spike: {factor: 3, within: 1h, over: 7d}."
    ),
    Code.UNKNOWN_CHANNEL: (
        "escalate: names a channel that config.toml does not have, so nobody would be told. Channels are "
        "named by their [channels.NAME] there."
    ),
    Code.PER_WITHOUT_FACTS: (
        "per: participants and per: kind take these from the contact that an article reports, per: by from "
        "its denial. A rule that asks for neither knows none, so none of its articles would count."
    ),
    Code.CLASHING_KEYS: (
        "new, count, sequence, absent and spike each say when a rule is told, so a rule has one of them; "
        "each has a per: of its own, so that the rule's per: stands beside none of them."
    ),
    Code.UNKNOWN_RULE: (
        "sequence: names a rule that no rule file has. It is named by its id, in whichever file it stands."
    ),
    Code.SEQUENCE_CYCLE: "A sequence that waits for itself, however indirectly, never comes to an end.",
    Code.SEQUENCE_STEP: (
        "The steps of a sequence are at least two different rules, and each of them an article: absent: "
        "tells that there was none, so it is no step."
    ),
    Code.BAD_LANGUAGE: "A language is named by its two-letter code (ISO 639-1): en, ru, uk, de.",
    Code.UNKNOWN_LIST: "No rule file defines a list of this name under lists:.",
    Code.DUPLICATE_LIST: (
        "Two lists share one name. Lists are shared by all rule files, so their names are unique."
    ),
    Code.EMPTY_LIST: "The list has no entries.",
    Code.BAD_LIST_NAME: "A list's name is made of letters, digits, dashes and underscores.",
    Code.LIST_FILE: (
        "The text file of a list is missing or cannot be read. The path is meant from the folder of the "
        "rule file. One phrase a line; what follows a # is a comment."
    ),
    Code.CONTACT_SIDES: (
        "A contact has two sides. Each is a name, a group, a list of these, or any: between: [Putin, any]."
    ),
    Code.UNKNOWN_GROUP: (
        "No group has this name: neither one that is shipped (g7, g20, eu, nato, brics, p5 and others) nor "
        "one that an entity under entities: belongs to."
    ),
    Code.BAD_ENTITY: "Under entities: stand names of people and bodies, each with what is known of it.",
    Code.WORDS_LANGUAGE: (
        "Contacts and denials are read in English, Russian and Ukrainian, so words can be taught in these: "
        "words: {en: …, ru: …, uk: …}."
    ),
    Code.BAD_WORD: (
        "A word that can never be found, or would be found everywhere, cannot be taught; nor can one word be "
        "of two kinds of contact."
    ),
    Code.BAD_EXPECTATION: ("A test expects “match”, “no match”, or a mapping with evidence and facts."),
    Code.TEST_FILE: (
        "The article of a test is not there. The path is meant from the folder of the rule file."
    ),
    Code.TEST_ARTICLE: "A test needs one article: either its title and text, or a file.",
    Code.TEST_ARTICLES: (
        "A test is of one article, under article:, or of several that come one after the other, "
        "under articles:."
    ),
    Code.TEST_TIME: (
        "The articles of a test come at times of their own: so long after its start, as in +10m, "
        "or at a date."
    ),
    Code.TEST_ORDER: "The articles of a test are listed in the order in which they come in.",
    Code.TEST_TOLD: (
        "Under told: stand all messages that a test must lead to, in their order: their kind (first, "
        "update, digest, escalation), channel, time and words. An empty list says that nothing is told."
    ),
    Code.CONDITION_UNDEFINED: (
        "condition: names a condition that no rule file defines under conditions:. They are shared by all "
        "rule files that are loaded together."
    ),
    Code.DUPLICATE_CONDITION: (
        "Two conditions share one name. Named conditions are shared by all rule files, so their names are "
        "unique."
    ),
    Code.BAD_CONDITION_NAME: (
        "The name of a condition is made of letters, digits, dashes and underscores. A word that belongs at "
        "the top of a file, such as rules, is most likely indented too far."
    ),
    Code.CONDITION_CYCLE: (
        "A named condition that is made of itself, however indirectly, could never be written out in full."
    ),
    Code.CONDITION_TOO_LARGE: (
        "Conditions that name one another grow fast. Written out in full one may have 50,000 parts and be "
        "nested 80 deep, which is far beyond what anyone can read."
    ),
    Code.EXTENDS_UNKNOWN: (
        "extends: names a rule that no rule file has. It is named by its id, in whichever file it stands."
    ),
    Code.EXTENDS_CYCLE: "A rule that extends itself, however indirectly, has nothing to begin with.",
    Code.EXTENDS_TOO_LONG: (
        "A rule may extend another that extends another, ten at most: nobody can tell any more what a rule "
        "at the end of a longer chain says."
    ),
    Code.ALSO_BESIDE_WHEN: (
        "also: narrows the condition that a rule takes with extends:. A rule with a when: of its own takes "
        "none, so it says everything under when:, with all: where both must hold."
    ),
    Code.EXCEPTIONS_UNKNOWN: (
        "exceptions: adds to a rule that no rule file has. Rules are named by their ids there."
    ),
    Code.EXCEPT_WITHOUT_CONDITION: (
        "An exception keeps an article from matching. A sequence without a when: matches no article itself: "
        "its steps do, and they can have exceptions."
    ),
    Code.EXCEPT_WITHOUT_CONTACT: (
        "The participants of an exception are those of a contact or of a denied contact. A rule that asks "
        "for neither has none."
    ),
    Code.EXCEPTS_EVERYTHING: (
        "The exception holds for every article, so the rule could never match. enabled: false says that."
    ),
    Code.BAD_STATUS: (
        "The status is draft (evaluated and kept, nobody is told) or live, as a rule is without it."
    ),
    Code.UNUSED_CONDITION: "Neither a rule nor another condition uses the named condition.",
    Code.EXCEPTED_TWICE: "A value stands twice among the exceptions of one rule, perhaps in two files.",
    Code.UNUSED_DEFAULTS: "defaults: hold for the rules of their own file only, and the file has no rules.",
    Code.STEP_NOT_ENABLED: (
        "A sequence waits for a rule that is not enabled, and so is never evaluated: it cannot come to its "
        "end."
    ),
    Code.NO_TESTS: (
        "The rule has no tests. A rule with an article it must find and one it must not find stays right "
        "when it is changed."
    ),
    Code.TESTS_WITHOUT_TIME: (
        "A rule with count, sequence, absent or spike is about several articles, or about none for a time. "
        "A test of a single article cannot show that it tells when it should."
    ),
    Code.ONE_SIDED_TESTS: (
        "The tests of the rule are all of one kind. One that must match and one that must not show where "
        "the rule draws its line."
    ),
    Code.DUPLICATE_PHRASE: (
        "The same phrase stands twice; capitals and the kind of quotes make no difference."
    ),
    Code.UNUSED_LIST: "No rule uses the list.",
    Code.UNKNOWN_ENTITY: (
        "Neither the shipped list of leaders and countries nor entities: in any rule file knows this name. "
        "It is matched as it is written; under entities: it can be given aliases, an office and a side."
    ),
    Code.KNOWN_WORD: (
        "The lexicon knows the word already, so teaching it changes nothing - or, where it is taught as "
        "another kind of contact, changes what it meant."
    ),
    Code.SWALLOWED_PHRASE: (
        "Another phrase of the same list is found wherever this one is, so this one adds nothing: where "
        "calls stands, call* is found already, and where phone call stands, call is."
    ),
    Code.REGEX_OF_WORDS: (
        "The regular expression is plain words. A phrase finds them faster, only as whole words, with any "
        "kind of quote, dash or accent, and the rule is then tried only where they stand."
    ),
    Code.UNUSED_KNOWLEDGE: (
        "entities: and words: teach who and what is read in contacts and denials, but no rule asks for a "
        "contact or a denial, so they change nothing."
    ),
    Code.PRINTED_QUOTES: (
        "Printer's quotes, which word processors put in, do not quote in YAML: they become part of the text, "
        "and a comma or colon between them still ends it. Use straight quotes."
    ),
    Code.TEXT_CUT: (
        "Without quotes a space and a # begin a comment, so the text ends there. Put the text in quotes if "
        "the # belongs to it; put a space after the # if it is a comment."
    ),
    Code.OPERATOR_IN_PHRASE: (
        "AND, OR and NOT mean nothing inside a phrase: it is looked for word by word. Conditions are joined "
        "with all:, any: and not:."
    ),
    Code.SPLIT_AT_COMMA: (
        "In square brackets each comma ends an entry, so 1,000 becomes 1 and 000. Put a text with a comma in "
        "quotes."
    ),
    Code.MATCHES_THE_ARCHIVE: (
        "The rule matches more than half of the articles it was tried on with --archive. A desk that is told "
        "of every other article is told of nothing."
    ),
    Code.SIGNS_NOT_COMPARED: (
        "Texts are compared as words. Symbols and # @ & % § in a phrase are looked for where its words are; "
        "an exclamation or question mark or a slash at an end is not, so the phrase finds its words without "
        "them too."
    ),
    Code.BUILT_TERM: (
        "A rule that a program built, rather than a file, has a near: with a term that is no phrase, list, "
        "regex or any of these."
    ),
    Code.BUILT_PATTERN: (
        "A rule that a program built, rather than a file, has a regular expression that RE2 cannot read."
    ),
    Code.PHRASE_NEVER_FOUND: "The phrase has no word to begin with, so no article can hold it.",
    Code.NEVER_MATCHES: (
        "No article can satisfy the rule: two of its conditions exclude each other, or one can never hold."
    ),
    Code.MATCHES_NEARLY_EVERYTHING: (
        "The rule also holds for an article that says nothing of what it looks for: it lacks a condition "
        "that names words which must be there."
    ),
    Code.TRIED_EVERYWHERE: (
        "The rule has no phrase or list that must occur, so its regular expression is tried on each article, "
        "which takes time. A phrase or list beside it under all: mends that."
    ),
    ConfigCode.CONFIG_UNREADABLE: (
        "The configuration is not there, may not be read, or is no UTF-8 text. Commands look for "
        "config.toml in the folder they are started in, unless --config names another."
    ),
    ConfigCode.NOT_TOML: (
        "The file is not well-formed TOML at this place. Texts and times stand in straight double quotes, "
        "lists in [square brackets], each key on a line of its own as name = value, and a section begins "
        "with its name in brackets: [monitor], [[sources]], [channels.desk]."
    ),
    ConfigCode.CONFIG_KEY_UNKNOWN: (
        "The section or key is none that means something here. Nothing unknown is ever ignored, because a "
        "misspelt key would silently change what is watched or who is told."
    ),
    ConfigCode.CONFIG_VALUE: (
        "The value is of another shape than is expected here, or one that is not allowed: a text stands in "
        "quotes, a number and true or false do not, a list stands in brackets."
    ),
    ConfigCode.CONFIG_MISSING: "Something that must be given is missing.",
    ConfigCode.PLACE_MISSING: (
        "A file or folder that is named is not there. Relative paths start at the folder of config.toml."
    ),
    ConfigCode.UNSET_SECRET: (
        "A secret written as ${NAME} or ${file:PATH} cannot be filled in: the environment variable is not "
        "set where the program runs, or the file is not there."
    ),
    ConfigCode.CHANNEL_UNUSABLE: (
        "The address of a channel cannot be used: no service knows such an address, or a part of it, such as "
        "the recipient or the token, is missing or malformed."
    ),
    ConfigCode.NAME_UNKNOWN: (
        "A channel or digest is named that the configuration does not have. They are named by what follows "
        "the dot in [channels.NAME] and [digests.NAME]."
    ),
    ConfigCode.STORE_UNKNOWN: (
        "The state is kept in SQLite or PostgreSQL; the store is written as an address of one of these."
    ),
    ConfigCode.TIMEZONE_UNKNOWN: (
        "Time zones have the names of the IANA database: a continent and a city. Abbreviations such as CET "
        "or EST are not all known and mean different things in different places."
    ),
    ConfigCode.TEMPLATE_UNUSABLE: (
        "The template of a channel's messages cannot be read, names something that does not exist, or does "
        "what templates may not do."
    ),
    ConfigCode.ROUTE_UNREACHED: (
        "Routes are tried from the top, and the first that fits takes the alert unless it says continue = "
        "true. A route below one that takes all it would fit is never reached."
    ),
    ConfigCode.DIGEST_UNFED: "A digest tells what routes put into it; no route names this one.",
    ConfigCode.ALWAYS_QUIET: (
        "The quiet hours of the channel cover the whole day, so on these days only critical alerts are told."
    ),
}
