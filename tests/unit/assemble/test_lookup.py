"""What documents say of each other is found by key, whatever the keys are."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from cronica.flows.assemble.across import Lookup

KEYS = st.text(st.sampled_from("aÁ|/ 1"), max_size=3)


@given(st.lists(st.tuples(KEYS, st.text(max_size=3))), st.lists(st.none() | KEYS))
def test_every_key_gives_the_value_of_its_first_row_and_no_other_gives_one(rows, wanted):
    frame = pl.DataFrame(rows, {"key": pl.String, "value": pl.String}, orient="row")
    first = dict(reversed(rows))
    found = Lookup.of("key", "value", frame).find(pl.Series(wanted, dtype=pl.String))
    assert found.to_list() == [first.get(key) for key in wanted]
