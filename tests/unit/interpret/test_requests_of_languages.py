"""Requests in the other languages: paragraphs of each, and the same four in French, Russian, Arabic and Chinese."""

import pytest

from cronica.flows.reading.documents import read_one
from tests.unit.interpret.request_rows import HEADS, assert_rows

ENGLISH = {
    """1. Requests the Secretary-General to submit to the General Assembly at its eightieth session a report on the
    implementation of the present resolution, within existing resources;""": """
    request | Secretary-General | submit | report | session 80 | once""",
    """1. Takes note of the report, and invites Member States, the relevant entities of the United Nations system and other
    donors to make voluntary contributions;""": """
    invite | Member States | make voluntary | funding | none |
    invite | entities of the United Nations system | make voluntary | funding | none |
    invite | other donors | make voluntary | funding | none |""",
    "1. Decides to include in the provisional agenda of its seventy-ninth session the item entitled “Rural roads”.": """
    decide | None | include | agenda_item | session 79 | once""",
    "1. Calls upon all States that have not yet done so to ratify the Convention and to report annually thereon;": """
    call upon | States | ratify | implementation | none |
    call upon | States | report annually | report | standing | annual""",
    """1. Urges the donors to maintain their assistance to the Centre, encourages those that have not yet done so to pledge
    funds, and requests the Board to keep it informed and to continue mobilizing donations;""": """
    urge | donors | maintain | cooperation | none | ongoing
    encourage | donors | pledge | other | none |
    request | Board | keep it | report | standing | ongoing
    request | Board | continue mobilizing | funding | none | ongoing""",
    "1. Commends the Committee for its work, and requests it to continue to examine the matter;": """
    request | Committee | continue to examine | study | standing | ongoing""",
    """1. Urges Governments to contribute to the Fund, and the Commission to assist them, and demands that all parties immediately cease
    hostilities and that they allow access;""": """
    urge | Governments | contribute | funding | none |
    urge | Commission | assist them | cooperation | none |
    demand | parties | cease | other | none |
    demand | parties | they allow | other | none |""",
    """1. Decides that the Working Group shall meet twice in 2024 and shall submit its report by 15 October 2024;""": """
    decide | Working Group | shall meet | meeting | date 2024 | once
    decide | Working Group | submit its | report | date 2024-10-15 | once""",
    "1. Stresses the need for States to cooperate, and welcomes the decision to invite them;": "",
}


FRENCH = {
    """1. Prie l’Institut de continuer à étudier les moyens de réparer les chemins et de lui faire rapport à sa quatre-vingtième
    session ;""": """
    prier | Institut | continuer à étudier | study | standing | ongoing
    prier | Institut | lui faire rapport | report | session 80 | once""",
    """1. Engage les États à adhérer à l’Accord et invite ceux qui y sont déjà parties à maintenir leur aide au Centre ;""": """
    engager | États | adhérer | implementation | none |
    inviter | États | maintenir leur aide | cooperation | none | ongoing""",
    """1. Décide que la Commission tiendra deux réunions avant la fin de 2024 et lui soumettra ses conclusions à sa
    quatre-vingtième session ;""": """
    décider | Commission | tiendra deux réunions | meeting | date 2024 | once
    décider | Commission | lui soumettra | report | session 80 | once""",
    """1. Recommande que la Commission étudie la question à sa session annuelle et que les États lui présentent leurs vues ;""": """
    recommander | Commission | étudie la question | study | standing | annual
    recommander | États | lui présentent | report | none |""",
    "1. Demande à la FAO de poursuivre, à sa session suivante, l’examen de la question ;": """
    demander | FAO | poursuivre | study | standing | ongoing""",
    """1. Prie le Comité spécial chargé d’étudier la situation en ce qui concerne l’application de la Déclaration sur l’octroi de
    l’indépendance aux pays et aux peuples coloniaux d’engager au titre du Centre des dépenses ;""": """
    prier | Comité spécial chargé d’étudier la situation en ce qui concerne l’application de la Déclaration sur l’octroi de l’indépendance aux pays et aux peuples coloniaux | engager | funding | none |""",
}

RUSSIAN = {
    "1. просит Институт представить Ассамблее устный доклад в первой части ее восьмидесятой сессии;": """
    просить | Институт | представить Ассамблее | oral_update | session 80 | once""",
    "1. постановляет, что Постоянный форум проведет два совещания в 2024 году;": """
    постановлять | Постоянный форум | проведет два совещания | meeting | date 2024 | once""",
    "1. уполномочивает Генерального секретаря принимать новые обязательства на сумму, не превышающую 5 млн долл. США;": """
    уполномочивать | Генерального секретаря | принимать новые | funding | none |""",
}
PARAGRAPHS = {"en": ENGLISH, "fr": FRENCH, "ru": RUSSIAN}


@pytest.mark.parametrize(
    ("language", "text"), [(language, text) for language, cases in PARAGRAPHS.items() for text in cases]
)
def test_paragraphs(language, text):
    assert_rows(language, text, PARAGRAPHS[language][text])


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
