"""Who is asked to do what, by when."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cronica.flows.language import Language
from cronica.flows.normalise.requests.acts import find_acts
from cronica.flows.normalise.requests.clauses import Clauses
from tests.unit.interpret.request_rows import assert_rows, rows

SPANISH = Language.load("es")
# Paragraphs from the first operative one on -> act | addressee | how the action begins | deliverable | due | frequency
CASES = {
    """1. Solicita al Secretario General que prosiga sus gestiones y que en su octogésimo período de sesiones le presente un
    informe al respecto, con los recursos disponibles;""": """
    solicitar | Secretario General | prosiga sus gestiones | other | none | ongoing
    solicitar | Secretario General | le presente un informe | report | session 80 | once""",
    "1. Insta a los Gobiernos que aún no lo hayan hecho a que ratifiquen el Convenio y a que informen anualmente;": """
    instar | Gobiernos | ratifiquen | implementation | none |
    instar | Gobiernos | informen anualmente | report | standing | annual""",
    """1. Toma nota del informe e invita a los Estados Miembros, las entidades competentes de las Naciones Unidas y otros
    donantes, según proceda, a que aporten contribuciones voluntarias;""": """
    invitar | Estados Miembros | aporten | funding | none |
    invitar | entidades de las Naciones Unidas | aporten | funding | none |
    invitar | otros donantes | aporten | funding | none |""",
    "1. Decide incluir en el programa provisional de su 79º período de sesiones el tema titulado “Los caminos”.": """
    decidir | None | incluir | agenda_item | session 79 | once""",
    """1. Decide:

    a) Solicitar a la Secretaría que publique un estudio a más tardar el 30 de junio de 2024;

    b) Convocar una reunión de expertos;""": """
    solicitar | Secretaría | publique | report | date 2024-06-30 | once
    decidir | None | Convocar | meeting | none |""",
    """1. Exhorta a las partes a que:

    a) Cumplan el acuerdo;

    b) Entablen negociaciones;""": """
    exhortar | partes | Cumplan | implementation | none |
    exhortar | partes | Entablen | consultation | none |""",
    """1. Reitera su solicitud al Comité de que siga examinando la cuestión y le informe oralmente en su octogésimo
    período de sesiones;""": """
    solicitar | Comité | siga examinando | study | standing | ongoing
    solicitar | Comité | le informe oralmente | oral_update | session 80 | once""",
    "1. Pide que las organizaciones regionales sigan prestando apoyo y que se respete la tregua;": """
    pedir | organizaciones regionales | sigan prestando | cooperation | none | ongoing
    pedir | None | se respete | implementation | none |""",
    """1. Exhorta a los Gobiernos y los parlamentos, e invita a la Unión de Caminos, a que presten apoyo al Comité;""": """
    exhortar | Gobiernos | presten | cooperation | none |
    exhortar | parlamentos | presten | cooperation | none |
    invitar | Unión de Caminos | presten | cooperation | none |""",
    """1. Invita al Consejo de las Artes y las Letras a que, teniendo presente la resolución, informe mensualmente al respecto;""": """
    invitar | Consejo de las Artes y las Letras | informe mensualmente | report | standing | ongoing""",
    """1. Expresa su aprecio a la Junta Central de Caminos por su labor y le solicita que comunique sus resultados en un
    plazo de seis meses a partir de la aprobación de la presente resolución;""": """
    solicitar | Junta Central de Caminos | comunique sus resultados | report | event | once""",
    """1. Pide al Consejo que siga ocupándose activamente de la situación e invita a los bancos a contribuir a financiar
    los viajes y al Relator a presentar su informe; e insta al Relator a que incluya en él datos desglosados por sexo;""": """
    pedir | Consejo | siga ocupándose | study | standing | ongoing
    invitar | bancos | contribuir | funding | none |
    invitar | Relator | presentar su informe | report | none |
    instar | Relator | incluya en él datos | report | none |""",
    """1. Decide celebrar en 2025, en el marco de su septuagésimo noveno período de sesiones, una reunión de alto nivel;""": """
    decidir | None | celebrar en 2025 | meeting | session 79 | once""",
    """1. Alienta a los donantes a que mantengan su ayuda al Centro, y pide a la Oficina que facilite la celebración de la
    Semana, con cargo a recursos voluntarios, y que asigne al Centro, durante su primer año, una subvención;""": """
    alentar | donantes | mantengan su ayuda | cooperation | none | ongoing
    pedir | Oficina | facilite | cooperation | none |
    pedir | Oficina | asigne | funding | none |""",
    """1. Decide que el Foro celebre cuatro reuniones y que elija a su Presidencia;""": """
    decidir | Foro | celebre cuatro reuniones | meeting | none |
    decidir | Foro | elija | other | none |""",
    """1. Pide que los Estados retiren sus tropas y las milicias entreguen las armas;""": """
    pedir | Estados | retiren sus tropas | other | none |
    pedir | milicias | entreguen | other | none |""",
    """1. Alienta a la Junta a que informe a intervalos regulares, y a los Estados, los bancos y las empresas a que abonen sus
    cuotas antes del lunes 8 de enero de 2024;""": """
    alentar | Junta | informe a intervalos | report | standing | ongoing
    alentar | Estados | abonen sus | funding | none |
    alentar | bancos | abonen sus | funding | none |
    alentar | empresas | abonen sus | funding | none |""",
    """1. Pide a la Oficina que presente a la Junta, en su 8º período de sesiones, información oral y, en su 9º período de
    sesiones, un informe, y que no se supriman puestos;""": """
    pedir | Oficina | presente a la Junta | oral_update | session 8 |
    pedir | Oficina | presente a la Junta | oral_update | session 9 |
    pedir | Oficina | no se supriman | other | none |""",
    """1. Solicita al Secretario General que facilite recursos y a la Oficina de Caminos que preste apoyo y, en consulta con
    los Estados, que en el próximo informe dé cuenta de ello;""": """
    solicitar | Secretario General | facilite recursos | funding | none |
    solicitar | Oficina de Caminos | preste apoyo | cooperation | none |
    solicitar | Oficina de Caminos | dé cuenta | report | none |""",
    """1. Solicita al Secretario General que lo informe el 1 de marzo de 2024 y el 1 de octubre de 2024;""": """
    solicitar | Secretario General | lo informe | report | date 2024-03-01 | once
    solicitar | Secretario General | lo informe | report | date 2024-10-01 | once""",
    """1. Insta a los Estados a que apliquen las normas aprobadas por la Comisión de Caminos en su quinto período de sesiones,
    celebrado en 2019, y a que adopten un enfoque, según proceda, que abarque los puentes;""": """
    instar | Estados | apliquen las normas | implementation | none |
    instar | Estados | adopten | implementation | none |""",
    """1. Reitera las solicitudes que formuló a la Mesa de que prosiga las consultas;""": """
    solicitar | Mesa | prosiga las consultas | consultation | standing | ongoing""",
    """1. Expresa su aprecio al Secretario General de la Unión de Caminos por invitar a la Junta Vial y lo exhorta a que celebre una
    reunión antes del próximo período de sesiones de la Junta;""": """
    exhortar | Secretario General de la Unión de Caminos | celebre una reunión | meeting | event | once""",
    "1. Solicita al Secretario General que confeccione una lista, que la presente al Comité y que lo informe al respecto;": """
    solicitar | Secretario General | confeccione | other | none |
    solicitar | Secretario General | la presente | report | none |
    solicitar | Secretario General | lo informe | report | none |""",
    "1. Solicita a la Comisión que en su próximo período de sesiones la informe al respecto;": """
    solicitar | Comisión | la informe | report | session 79 | once""",
    "1. Reconoce que se trata de un problema mundial, exige un enfoque común y debe resolverse;": "",
    """1. Solicita a los países que aportan ingenieros que realicen y le presenten, a más tardar el 1 de marzo de 2024, una
    evaluación, y que faciliten a la Mesa un borrador antes del 1 de mayo de 2024 y un texto final antes del 1 de junio de 2024;""": """
    solicitar | países que aportan ingenieros | realicen | study | date 2024-03-01 | once
    solicitar | países que aportan ingenieros | le presenten | report | date 2024-03-01 | once
    solicitar | países que aportan ingenieros | faciliten | cooperation | date 2024-05-01 | once
    solicitar | países que aportan ingenieros | faciliten | cooperation | date 2024-06-01 | once""",
    """1. Solicita a la Mesa que informe de los resultados en el septuagésimo noveno período de sesiones de la Asamblea General, y
    decide autorizar a los Gobiernos a que mantengan los puentes;""": """
    solicitar | Mesa | informe de los resultados | report | session 79 | once
    decidir | Gobiernos | autorizar a los Gobiernos | other | none |""",
    """1. Reitera la solicitud hecha al Secretario General para que someta a su consideración un examen antes de que finalice su
    septuagésimo noveno período de sesiones, y alienta a los Estados o las empresas a que consideren con urgencia la posibilidad de
    hacer contribuciones;""": """
    solicitar | Secretario General | someta a su consideración | report | session 79 | once
    alentar | Estados | consideren con urgencia | funding | none |
    alentar | empresas | consideren con urgencia | funding | none |""",
    "1. Felicita a la Comisión por su labor y la alienta a que celebre consultas;": """
    alentar | Comisión | celebre consultas | consultation | none |""",
    """1. Exhorta a los Estados a que den respuesta y a las empresas a que cooperen, e invita a los Gobiernos a que comuniquen al Relator
    Vial sus opiniones, y pide a este que las examine;""": """
    exhortar | Estados | den respuesta | other | none |
    exhortar | empresas | cooperen | cooperation | none |
    invitar | Gobiernos | comuniquen al Relator | report | none |
    pedir | Relator Vial | las examine | study | none |""",
    """1. Decide prorrogar el mandato del Grupo de Trabajo, le pide que se reúna en marzo de 2024, y decide que la Comisión se reúna a los
    seis meses de la aprobación de la presente resolución;""": """
    decidir | None | prorrogar | other | none |
    pedir | Grupo de Trabajo | se reúna | meeting | date 2024-03 | once
    decidir | Comisión | se reúna | meeting | event | once""",
    """1. Invita y alienta a los Estados a que hagan planes sólidos y que respondan a la sequía, que protejan los caminos y que tengan en cuenta a las
    aldeas y, a este respecto, reafirma a ese fin su solicitud a la Junta de que, cuando un Estado no cumpla, le transmita, en breve, los
    datos;""": """
    invitar | Estados | hagan planes | other | none |
    alentar | Estados | hagan planes | other | none |
    solicitar | Junta | le transmita | report | none |""",
    """1. Solicita a la Junta que mantenga los puentes y, en particular, que, entre otras cosas:

    a) Inspeccione los caminos, y exhorta a los Estados a que la ayuden;

    b) Informe al respecto en el presente período de sesiones;""": """
    solicitar | Junta | mantenga los puentes | other | none | ongoing
    solicitar | Junta | Inspeccione los caminos | other | none |
    exhortar | Estados | la ayuden | cooperation | none |
    solicitar | Junta | Informe al respecto | report | session 78 | once""",
    """1. Solicita a la Junta que:

    a) Le presente, en su octogésimo período de sesiones, una lista de los puentes;

    b) Informe durante la parte principal del 81er período de sesiones de la Asamblea General;""": """
    solicitar | Junta | Le presente | report | session 80 | once
    solicitar | Junta | Informe durante | report | session 81 | once""",
    """1. Pide a la Junta que coopere y, a tal fin:

    a) En su octogésimo período de sesiones, celebre un debate e intensifique esas consultas;""": """
    pedir | Junta | coopere | cooperation | none |
    pedir | Junta | celebre un debate | meeting | session 80 | once
    pedir | Junta | intensifique | consultation | session 80 | once""",
    """1. Reitera la exhortación urgente a las empresas para que:

    a) Cesen las obras;""": """
    exhortar | empresas | Cesen las obras | other | none |""",
    """1. Solicita a la Oficina que presente un estudio inicial en 2024 y otro, más amplio, en 2026, y decide prorrogar el plan por un período
    de 18 meses a partir de la aprobación de la presente resolución;""": """
    solicitar | Oficina | presente un estudio | report | date 2024 | once
    solicitar | Oficina | presente un estudio | report | date 2026 | once
    decidir | None | prorrogar | other | none |""",
    """1. Insta a los Estados a que se hace referencia en el anexo a que velen por que las cooperativas, incluidas las rurales, paguen peaje, y a
    quienes construyan y financien puentes;""": """
    instar | Estados a que se hace referencia en el anexo | velen por que | other | none |""",
    """1. Decide, sin sentar precedente para otras reuniones de la Asamblea General, que los Estados observadores podrán hablar, y pide que
    comiencen las negociaciones;""": """
    decidir | Estados observadores | podrán hablar | other | none |
    pedir | None | comiencen | consultation | none |""",
    """1. Recomienda que los Gobiernos sean puntuales, y pide que la Junta, en sus memorias y en cualquier informe, incluya datos;""": """
    recomendar | Gobiernos | sean puntuales | other | none |
    pedir | Junta | incluya datos | report | none |""",
    """1. Invita a la Mesa a que, en el 9º período de sesiones de la Comisión Vial, que se celebrará en 2025, examine y formule propuestas sobre
    los peajes;""": """
    invitar | Mesa | examine y formule | agenda_item | session 9 | once""",
    """1. Solicita a la Junta que tenga en cuenta los puentes en su informe anual y que rinda cuentas a la Mesa, y pide al Comité que se reúna
    cinco días en mayo de 2024 y dos días en junio de 2025;""": """
    solicitar | Junta | tenga en cuenta | implementation | none |
    solicitar | Junta | rinda cuentas | report | none |
    pedir | Comité | se reúna | meeting | date 2024-05 | once
    pedir | Comité | se reúna | meeting | date 2025-06 | once""",
    """1. Invita a los alcaldes a que hagan llegar sus opiniones a la Junta, y solicita a esta que recabe, de quienes usan los caminos,
    información, la ordene en un cuadro y se la presente en su octogésimo período de sesiones;""": """
    invitar | alcaldes | hagan llegar | report | none |
    solicitar | Junta | recabe | consultation | session 80 | once
    solicitar | Junta | se la presente | report | session 80 | once""",
    "1. Destaca la necesidad de que los Estados cooperen y recuerda que invitó a las partes a que negociaran;": "",
    "1. Se compromete a solicitar ayuda, y aguarda con interés que el Consejo decida;": "",
}


@pytest.mark.parametrize("text", CASES)
def test_paragraphs(text):
    assert_rows("es", text, CASES[text])


def test_recipient_and_resources():
    text = "1. Solicita al Secretario General que, con los recursos existentes, le presente un informe;"
    (found,) = rows(text)[1]
    assert found.addressee_entity == "UNSG"
    assert (found.recipient, found.recipient_entity, found.within_existing_resources) == (
        "Asamblea General",
        "GA",
        True,
    )


@pytest.mark.parametrize(
    ("asked", "recipient"),
    [
        ("que distribuya su estudio anual a los parlamentos", "parlamentos"),
        ("que prepare un informe y se lo presente", "Asamblea General"),
        ("que presente datos sobre las obras confiadas a los Estados", None),
    ],
)
def test_recipients(asked, recipient):
    (found,) = rows(f"1. Solicita a la Oficina de Caminos {asked};")[1]
    assert found.recipient == recipient


@given(
    st.lists(
        st.sampled_from(
            [
                "Solicita",
                "Decide",
                "al",
                "a",
                "los",
                "Estados",
                "Secretario",
                "que",
                "y",
                "presente",
                "informe",
                "un",
                ",",
                ";",
                ":",
                "a)",
                "en",
                "su",
            ]
        ),
        max_size=25,
    )
)
def test_what_is_asked_lies_in_its_clause(words):
    text = " ".join(words)
    clauses = Clauses.of(text, [], SPANISH)
    for match in find_acts(text, 0, SPANISH):
        for asked in clauses.asked(match, ("Consejo",)):
            assert 0 <= asked.start <= asked.action <= asked.end <= len(text)


def test_each_session_has_the_body_that_meets_in_it():
    found = rows(
        "1. Solicita al Relator que presente un informe provisional al Consejo de Derechos Humanos en su 55º período de "
        "sesiones y un informe final a la Asamblea General en su septuagésimo noveno período de sesiones;"
    )[1]
    assert [(each.due.body_code, each.due.session, each.recipient) for each in found] == [
        ("HRC", 55, "Consejo de Derechos Humanos"),
        ("GA", 79, "Asamblea General"),
    ]
