"""The error codes of rule files and configuration: one stable code and explanation for each mistake.

The message of a fault says what is wrong in this place; its explanation, which stands beside the check
that reports it, says what the code is about in general. A code is never given a new meaning.
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
        return EXPLANATIONS.get(self, "")


EXPLANATIONS: dict[ErrorCode, str] = {}


def explain(code: ErrorCode, text: str) -> None:
    """Say what *code* is about, beside the check that reports it."""
    EXPLANATIONS[code] = text


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
    SEVERITY_WITHOUT_ARTICLE = "R047"
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
    RANK_NEVER_REACHED = "R139"
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
