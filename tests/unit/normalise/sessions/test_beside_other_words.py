"""Sessions in Arabic and Chinese whose number, kind or body stands elsewhere than in Spanish."""

import pytest

import cronica

HEADS = {
    "ar": "A/RES/75/1\nالجمعية العامة\nالدورة الخامسة والسبعون\n\nإن الجمعية العامة،\n\n{text}،\n",
    "zh": "A/RES/75/1\n大会\n第七十五届会议\n\n大会，\n\n{text}，\n",
}
ROWS = """
ar | وإذ تشير إلى دورتيها الثانية والستين والثالثة والستين | GA regular 62, GA regular 63
ar | وإذ تشير إلى الدورتين الرابعة والخامسة للجنة وضع المرأة | CSW regular 4, CSW regular 5
ar | وإذ تشير إلى دورة الجمعية العامة الاستثنائية السادسة والعشرين | GA special 26
zh | 回顾大会第二十三届特别会议成果和人口与发展会议 | GA special 23
zh | 回顾世界粮食安全委员会第四十届会议 | regular 40
zh | 回顾公约缔约方大会第十二届会议 | regular 12
zh | 回顾工作组第八届会议 | regular 8
zh | 回顾大会第七十届会议 | GA regular 70
"""


@pytest.mark.parametrize("row", ROWS.strip().splitlines())
def test_a_session_is_read_with_its_body(row: str) -> None:
    code, text, expected = (each.strip() for each in row.split("|"))
    found = cronica.read(HEADS[code].format(text=text), language=code).sessions
    shown = [
        " ".join(str(part) for part in (each.body_code, each.session_kind, each.session_number) if part)
        for each in found
        if each.relation == "mentioned"
    ]
    assert ", ".join(shown) == expected
