import time

import pytest

from leadspec.values.patterns import Pattern, PatternFault, parse_pattern
from leadspec.values.text import exact, fold


def pattern(text: str, *, exactly: bool = False) -> Pattern:
    parsed = parse_pattern(text, exact=exactly)
    assert isinstance(parsed, Pattern), parsed
    return parsed


@pytest.mark.parametrize(
    ("text", "yes", "no"),
    [
        ("DE[0-9]+", ["DE1", "de123", " dE9 "], ["DE", "XDE1", "DE1 GmbH", "DE1\nx"]),
        ("^DE[0-9]+$", ["DE1"], ["XDE1", "DE1x"]),
        (r"\$5\.00", ["$5.00"], ["$5000", "5.00"]),
        (".", ["a", "部", "👍", "\u2060"], ["ab"]),
        ("a.c", ["abc", "a\rc", "a\u2028c", "A👍C"], ["a\nc", "ac"]),
        ("a[^b]c", ["axc", "a\nc"], ["abc", "aBc", "ac"]),
        ("[a-c]x", ["ax", "CX"], ["dx"]),
        ("[A-C]x", ["ax", "CX"], ["dx"]),
        ("[^A-C]x", ["dx"], ["ax", "CX"]),
        (r"[\]a]", ["]", "a"], ["b"]),
        ("[-a]", ["-", "a"], ["b"]),
        ("[a-]", ["-", "a"], ["b"]),
        (r"[+\-*]", ["+", "-", "*"], [","]),
        ("[a^]", ["a", "^"], ["b"]),
        ("[.*+?(){}|$]", [".", "*", "+", "?", "(", ")", "{", "}", "|", "$"], ["a"]),
        (r"[\d_]+", ["1_2"], ["a"]),
        (r"\d{2}", ["12"], ["1", "123", "١٢"]),
        (r"\w+", ["head_2", "HEAD"], ["é", "a b", "head-2"]),
        (r"a\sb", ["a b", "a\tb", "a\vb", "a\nb"], ["ab", "a\u00a0b", "a\x1cb"]),
        ("(ab)+", ["ab", "ABab"], ["a", "aba"]),
        ("a|bc", ["a", "bc"], ["ac", "abc"]),
        ("^(a|bc)$", ["a", "bc"], ["ac", "abc"]),
        ("x(a|bc)y", ["xay", "xbcy"], ["xacy", "xy"]),
        ("ab*", ["a", "abbb"], ["b"]),
        ("ab?c", ["ac", "abc"], ["abbc"]),
        ("a{2,3}", ["aa", "aaa"], ["a", "aaaa"]),
        ("a{2,}", ["aa", "a" * 50], ["a"]),
        ("a{2}b", ["aab"], ["ab", "aaab"]),
        ("a{0,2}b", ["b", "aab"], ["aaab"]),
        ("(a?){3}", ["a", "aaa"], ["aaaa"]),
        ("(a*)*b", ["b", "aaab"], ["aaa"]),
        ("(a|b)*abb", ["abb", "babaabb"], ["ab", "abba"]),
        ("((a{2}){2}){2}", ["a" * 8], ["a" * 7, "a" * 9]),
        ("über", ["ÜBER", "u\u0308ber"], ["uber"]),
        ("u\u0308ber", ["ÜBER", "über"], ["uber"]),
        ("İzmir", ["İZMİR", "izmir", "I\u0307zmir"], ["ızmir"]),
        ("ΟΔΟΣ", ["οδος", "ΟΔΟΣ", "οδοσ"], ["οδο"]),
        ("[Σ]", ["ς", "σ", "Σ"], ["ο"]),
        ("[α-ω]+", ["ΟΔΟΣ"], ["a"]),
        ("\u212a", ["k", "K", "\u212a"], ["x"]),
        ("J\u030c", ["ǰ", "J\u030c"], ["j"]),
        ("straße", ["Straße"], ["strasse"]),
        ("[ß]", ["ß", "ẞ"], ["s"]),
    ],
)
def test_matches_the_whole_folded_text(text: str, yes: list[str], no: list[str]) -> None:
    parsed = pattern(text)
    assert [each for each in yes if not parsed.matches(fold(each))] == []
    assert [each for each in no if parsed.matches(fold(each))] == []


def test_what_may_be_left_out_matches_the_empty_text() -> None:
    assert pattern("a*").matches("")
    assert not pattern("a+").matches("")


@pytest.mark.parametrize(
    ("text", "yes", "no"),
    [
        ("DE[0-9]+", ["DE1"], ["de1", " DE1"]),
        ("[A-Z]{2}", ["AB"], ["ab"]),
        ("u\u0308", ["ü", "u\u0308"], ["Ü"]),
        ("ς", ["ς"], ["σ"]),
        (r"\s?a", ["a", " a"], ["  a", "A"]),
    ],
)
def test_exactly_minds_case_and_outer_spaces(text: str, yes: list[str], no: list[str]) -> None:
    parsed = pattern(text, exactly=True)
    assert [each for each in yes if not parsed.matches(exact(each))] == []
    assert [each for each in no if parsed.matches(exact(each))] == []


@pytest.mark.parametrize(
    ("text", "offset", "message", "hint"),
    [
        ("", 0, "nothing stands here", "`?` after"),
        ("^$", 1, "nothing stands here", ""),
        ("a|", 2, "nothing stands here", "`?` after"),
        ("|a", 0, "nothing stands here", ""),
        ("(a|)b", 3, "nothing stands here", ""),
        ("()", 1, "nothing stands here", ""),
        ("^a|b", 0, "two ways", "leave them out"),
        ("a|b$", 0, "two ways", "leave them out"),
        ("a^b", 1, "`^` can only stand at the beginning", r"`\^`"),
        ("a$b", 1, "`$` can only stand at the end", r"`\$`"),
        ("(^a)", 1, "`^` can only stand at the beginning", "whole text"),
        ("(a$)", 2, "`$` can only stand at the end", "whole text"),
        ("^^a", 1, "`^` can only stand", ""),
        ("a$$", 1, "`$` can only stand", ""),
        ("a$*", 1, "`$` can only stand", ""),
        ("x(?=y)", 1, "look ahead or behind", "a second condition"),
        ("x(?!y)", 1, "look ahead or behind", ""),
        ("(?<=x)y", 0, "look ahead or behind", ""),
        ("(?<!x)y", 0, "look ahead or behind", ""),
        ("(?:ab)", 0, "`(?:` is not known", "`(`"),
        ("(?P<n>a)", 0, "no names", "`(`"),
        ("(?<n>a)", 0, "no names", "`(`"),
        ("(?i)a", 0, "`(?` is not known", "either case already"),
        (r"\bhead\b", 0, r"`\b` is not known", "contains word"),
        (r"(a)\1", 3, r"`\1` is not known", "write it out"),
        (r"\D", 0, r"`\D` is not known", r"`[^\d]`"),
        (r"\A", 0, r"`\A` is not known", "whole text"),
        (r"\n", 0, r"`\n` is not known", r"`\s`"),
        (r"\p{L}", 0, r"`\p` is not known", "as a class"),
        (r"\é", 0, r"`\é` is not known", "write `é`"),
        (r"[\b]", 1, r"`\b` is not known", ""),
        ("a\\", 1, r"a `\` stands at the end", r"`\\`"),
        ("[a\\", 2, r"a `\` stands at the end", ""),
        ("*a", 0, "nothing stands before `*`", r"`\*`"),
        ("(+a)", 1, "nothing stands before `+`", ""),
        ("a|?", 2, "nothing stands before `?`", ""),
        ("{2}", 0, "nothing stands before `{`", ""),
        ("a**", 1, "two repetitions", "keep one"),
        ("a?{2}", 1, "two repetitions", ""),
        ("a+?", 2, "`?` cannot follow", "leave it out"),
        ("a{2}+", 4, "`+` cannot follow", "leave it out"),
        ("a{,3}", 1, "`{` begins no repetition", "`{0,5}`"),
        ("a{x}", 1, "`{` begins no repetition", r"`\{`"),
        ("a{1", 1, "`{` begins no repetition", ""),
        ("a{101}", 1, "up to 100", "`+` or `*`"),
        ("a{1,101}", 1, "up to 100", ""),
        ("a{101,}", 1, "up to 100", ""),
        ("a{0}", 1, "0 times", "leave it out"),
        ("a{0,0}", 1, "0 times", ""),
        ("a{3,2}", 1, "at least 3 and at most 2", "`{2,3}`"),
        ("(a", 0, "this `(` is never closed", r"`\(`"),
        ("a(b(c)", 1, "this `(` is never closed", ""),
        ("a)", 1, "this `)` has no `(`", r"`\)`"),
        ("a]", 1, "this `]` closes nothing", r"`\]`"),
        ("a}", 1, "this `}` closes nothing", r"`\}`"),
        ("[ab", 0, "this `[` is never closed", r"`\[`"),
        ("[a-", 0, "this `[` is never closed", ""),
        ("[", 0, "this `[` is never closed", ""),
        ("[]", 0, "holds no character", r"`\]`"),
        ("[^]", 0, "holds no character", ""),
        ("[a[b]]", 2, "inside a class", r"`\[`"),
        ("[[:alpha:]]", 1, "inside a class", ""),
        ("[a&&b]", 2, "`&&` is not known", "one `&`"),
        ("[z-a]", 1, "`z-a` runs backwards", "`a-z`"),
        ("[a-c-e]", 4, "two ways", r"`\-`"),
        (r"[\d-z]", 1, "from one character to another", r"`\-`"),
        (r"[a-\d]", 1, "from one character to another", ""),
        ("[--a]", 1, "from one character to another", r"`\-`"),
        ("\ud800", 0, "half a character", ""),
    ],
)
def test_faults_say_what_where_and_what_to_do(text: str, offset: int, message: str, hint: str) -> None:
    fault = parse_pattern(text)
    assert isinstance(fault, PatternFault)
    assert message in fault.message
    assert hint in fault.hint
    assert fault.offset == offset


def test_a_number_at_the_limit_is_taken() -> None:
    assert pattern("a{100}").matches("a" * 100)
    assert pattern("a{0,100}").matches("a" * 100)
    assert not pattern("a{0,100}").matches("a" * 101)


def test_the_size_of_patterns_is_limited() -> None:
    assert isinstance(parse_pattern("a" * 1_000), Pattern)
    long = parse_pattern("a" * 1_001)
    assert isinstance(long, PatternFault)
    assert "1,001 characters" in long.message
    assert isinstance(parse_pattern("(a{100}){10}"), Pattern)
    for text in ("(a{100}){10}b", "(a{100}){11}", "(" * 40 + "a" + "){100}" * 40):
        fault = parse_pattern(text)
        assert isinstance(fault, PatternFault)
        assert "more than 1,000 characters" in fault.message


def test_the_depth_of_patterns_is_limited() -> None:
    assert pattern("(" * 50 + "a" + ")" * 50).matches("a")
    fault = parse_pattern("(" * 51 + "a" + ")" * 51)
    assert isinstance(fault, PatternFault)
    assert "deeper than 50" in fault.message
    assert fault.offset == 50
    assert isinstance(parse_pattern("(" * 1_000), PatternFault)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("(a+)+b", "a" * 50_000),
        ("(a*)*b", "a" * 50_000),
        ("(a|a)*b", "a" * 50_000),
        ("(.*a){20}b", "a" * 5_000),
        ("(a?){100}a{100}b", "a" * 100),
        ("((a?){100}){9}b", "a" * 900),
        (".*a.{100}", "ab" * 5_000),
    ],
)
def test_no_pattern_takes_long(text: str, subject: str) -> None:
    start = time.perf_counter()
    assert not pattern(text).matches(subject)
    assert time.perf_counter() - start < 3


def test_more_states_than_are_kept() -> None:
    parsed = pattern(".*a.{30}")
    bits, subject = 1, ""
    for _ in range(12_000):  # a register with feedback: nearly every stretch of 31 letters is a new one
        bits = bits >> 1 ^ (0xD0000001 if bits & 1 else 0)
        subject += "ab"[bits & 1]
    for end in range(11_980, 12_000):
        assert parsed.matches(subject[:end]) == (subject[end - 31] == "a")


@pytest.mark.parametrize(
    ("text", "exactly", "printed"),
    [
        ("DE[0-9]+", False, r"\A(?:de[0-9]{1,})\z"),
        ("DE[A-C]", True, r"\A(?:DE[A-C])\z"),
        ("[A-C]", False, r"\A(?:[A-Ca-c])\z"),
        (r"a\.b-c", False, r"\A(?:a\x{2e}b\x{2d}c)\z"),
        (".", False, r"\A(?:[\x{0}-\x{9}\x{b}-\x{10ffff}])\z"),
        (r"\s", False, r"\A(?:[\x{9}-\x{d}\x{20}])\z"),
        ("a|bc", False, r"\A(?:a|bc)\z"),
        ("x(a|b)y", False, r"\A(?:x(?:a|b)y)\z"),
        ("(a|b){2}", False, r"\A(?:(?:a|b){2,2})\z"),
        ("(a*)*", False, r"\A(?:(?:a{0,}){0,})\z"),
        ("(ab)?c", False, r"\A(?:(?:ab){0,1}c)\z"),
        ("ü", False, r"\A(?:\x{fc})\z"),
    ],
)
def test_other_engines_read_sets_spelled_out(text: str, exactly: bool, printed: str) -> None:
    assert pattern(text, exactly=exactly).to_re2() == printed
    assert pattern(text, exactly=exactly).to_java() == printed
