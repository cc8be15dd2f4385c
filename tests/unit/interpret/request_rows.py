"""The requests of a few operative paragraphs, under the beginning of a resolution in each language."""

from cronica.flows.reading.documents import read_one

HEADS = {
    "es": """Naciones Unidas A/RES/78/400

Asamblea General

Septuagésimo octavo período de sesiones

Resolución aprobada por la Asamblea General el 4 de diciembre de 2023

78/400. Los caminos rurales

La Asamblea General,

Recordando su resolución 76/12, de 1 de noviembre de 2021,

""",
    "en": """United Nations A/RES/78/400

General Assembly

Seventy-eighth session

Resolution adopted by the General Assembly on 4 December 2023

78/400. Rural roads

The General Assembly,

Recalling its resolution 76/12 of 1 November 2021,

""",
    "fr": """Nations Unies A/RES/78/400

Assemblée générale

Soixante-dix-huitième session

Résolution adoptée par l’Assemblée générale le 4 décembre 2023

78/400. Chemins ruraux

L’Assemblée générale,

Rappelant sa résolution 76/12 du 1er novembre 2021,

""",
    "ru": """Организация Объединенных Наций A/RES/78/400

Генеральная Ассамблея

Семьдесят восьмая сессия

Резолюция, принятая Генеральной Ассамблеей 4 декабря 2023 года

78/400. Сельские дороги

Генеральная Ассамблея,

ссылаясь на свою резолюцию 76/12,

""",
    "ar": """الأمم المتحدة A/RES/78/400

الجمعية العامة

الدورة الثامنة والسبعون

قرار اتخذته الجمعية العامة في 4 كانون الأول/ديسمبر 2023

78/400 - الطرق الريفية

إن الجمعية العامة،

إذ تشير إلى قرارها 76/12،

""",
    "zh": """联合国 A/RES/78/400

大会

第七十八届会议

2023年12月4日大会决议

78/400. 乡村道路

大会，

回顾其第76/12号决议，

""",
}


def rows(text, language="es"):
    """Act, addressee, action, deliverable, due and frequency of each request, and the requests themselves."""
    reading, _ = read_one((HEADS[language] + text).encode(), "r.txt", language=language)
    return [
        (
            found.act.lemma,
            str(found.addressee),
            found.action,
            found.deliverable,
            " ".join(str(part) for part in (found.due.kind, found.due.session or found.due.edtf) if part),
            found.frequency or "",
        )
        for found in reading.requests
    ], reading.requests


def assert_rows(language, text, table):
    """Compare with lines *act | addressee | how the action begins | deliverable | due | frequency*."""
    wanted = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    found, _ = rows(text, language)
    assert [[act, who, *rest] for act, who, _, *rest in found] == [
        [act, who, *rest] for act, who, _, *rest in wanted
    ]
    assert all(row[2].startswith(cells[2]) for row, cells in zip(found, wanted, strict=True))
