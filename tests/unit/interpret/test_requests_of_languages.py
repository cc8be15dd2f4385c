"""The same four operative paragraphs in French, Russian, Arabic and Chinese."""

import pytest

from cronica.flows.reading.documents import read_one
from tests.unit.interpret.heads import HEADS

TEXTS = {
    "fr": """1. Prie le Secrétaire général de lui présenter, à sa quatre-vingtième session, un rapport sur les chemins ;

2. Décide d’inscrire à l’ordre du jour provisoire de sa quatre-vingtième session la question intitulée « Chemins » ;

3. Invite les États Membres et les institutions spécialisées à coopérer dans les limites des ressources existantes ;

4. S’engage à veiller aux chemins, et prie également le Comité de convoquer, avant la fin de 2025, une réunion d’experts.
""",
    "ru": """1. просит Генерального секретаря представить Генеральной Ассамблее на ее восьмидесятой сессии доклад о дорогах;

2. постановляет включить в предварительную повестку дня своей восьмидесятой сессии пункт, озаглавленный «Дороги»;

3. предлагает государствам-членам и специализированным учреждениям сотрудничать в рамках имеющихся ресурсов;

4. отмечает важность дорог и просит также Комитет созвать до конца 2025 года совещание экспертов.
""",
    "ar": """1 - تطلب إلى الأمين العام أن يقدم إليها في دورتها الثمانين تقريرا عن الطرق؛

2 - تقرر أن تدرج في جدول الأعمال المؤقت لدورتها الثمانين البند المعنون ”الطرق“؛

3 - تدعو الدول الأعضاء والوكالات المتخصصة إلى التعاون في حدود الموارد المتاحة؛

4 - تلاحظ أهمية الطرق، وتطلب أيضا إلى اللجنة أن تعقد قبل نهاية عام 2025 اجتماعا للخبراء.
""",
    "zh": """1. 请秘书长向大会第八十届会议提交一份关于道路的报告；

2. 决定将题为“道路”的项目列入大会第八十届会议临时议程；

3. 邀请会员国和各专门机构在现有资源范围内开展合作；

4. 注意到道路的重要性，又请委员会在2025年底之前召开一次专家会议。
""",
}
WANTED = [
    ("request", "report", "session", 80, "once", False),
    ("decide", "agenda_item", "session", 80, "once", False),
    ("invite", "cooperation", "none", None, None, True),
    ("invite", "cooperation", "none", None, None, True),
    ("request", "meeting", "date", None, "once", False),
]
ADDRESSEES = {
    "fr": ["Secrétaire général", None, "États Membres", "institutions spécialisées", "Comité"],
    "ru": [
        "Генерального секретаря",
        None,
        "государствам-членам",
        "специализированным учреждениям",
        "Комитет",
    ],
    "ar": ["الأمين العام", None, "الدول الأعضاء", "الوكالات المتخصصة", "اللجنة"],
    "zh": ["秘书长", None, "会员国", "各专门机构", "委员会"],
}


@pytest.mark.parametrize("language", TEXTS)
def test_requests(language):
    found = read_one((HEADS[language] + TEXTS[language]).encode(), "r.txt", language=language)[0].requests
    assert [each.addressee for each in found] == ADDRESSEES[language]
    assert [
        (each.act.act_class, each.deliverable, each.due.kind, each.due.session, each.frequency, resources)
        for each in found
        for resources in [each.within_existing_resources]
    ] == WANTED
