"""Years that only their neighbours tell from a period, a name or an amount, in each language."""

import pytest

from cronica.flows.language import Language
from cronica.flows.normalise.dates.find import find_dates

ROWS = """
ru | с 2014 года положение улучшилось | 2014/..
ru | по сравнению с 2014 годом | 2014
ru | в период с 2014 по 2016 год | 2014/2016
ru | Конференция 2015 года участников Договора | 2015
ru | около 2015 участников |
ru | Программа на период до 2040 года | 2040
ru | в Повестке дня на период до 2040 года |
ru | Treaty Series, vol. 1760, No. 30619 |
ar | Treaty Series, vol. 1760, No. 30619 |
ar | في عام 2014 مشروع قرار | 2014
ar | في 3 أيار/مايو 1996وفي 5 أيار/ مايو1998 | 1996-05-03 1998-05-05
ar | 1 آب/أغسطس 2012-31 تموز/يوليه 2013 | 2012-08-01/2013-07-31
en | 1 August 2012–31 July 2013 | 2012-08-01/2013-07-31
en | as of July 2021, and as from May 2022 | 2021-07 2022-05/..
fr | le Programme à l’horizon 2040 | 2040
zh | 从2015年的3亿人减至2018年的2亿人 | 2015 2018
zh | 自2015年以来 | 2015/..
zh | 《国际规则(2005)》与第1325(2000)号决议 | 2005
zh | 2021财政年度 | 2021
zh | 落实《2040年议程》 |
zh | 2019冠状病毒病 |
"""


@pytest.mark.parametrize("row", ROWS.strip().splitlines())
def test_a_year_is_read_with_the_words_beside_it(row: str) -> None:
    code, text, expected = (each.strip() for each in row.split("|"))
    found = find_dates(text, Language.load(code))
    assert [each.edtf for each in found] == expected.split()
