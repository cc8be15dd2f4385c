"""Whatever a pattern of a pack fits can be read: no spelling it allows is without a meaning."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cronica import seeds
from cronica.flows.language import Language
from cronica.flows.normalise.dates.find import find_dates
from cronica.flows.normalise.dates.tokens import lexer


@pytest.mark.parametrize("code", seeds.languages())
@settings(deadline=None, max_examples=100)
@given(data=st.data())
def test_every_spelling_of_a_part_is_read(code, data):
    language = Language.load(code)
    pattern = data.draw(
        st.sampled_from(sorted(lexer(language).parts.values(), key=lambda part: part.pattern))
    )
    spelling = data.draw(st.from_regex(pattern, fullmatch=True))
    for text in (spelling, f"{spelling} 2015", f"2015年{spelling}", f"({spelling} 2014)"):
        for match in find_dates(text, language, written=date(2016, 5, 4)):
            assert 0 <= match.start < match.end <= len(text)
