"""A small resolution in AKN4UN markup, written for the tests: what every document of this kind has, once."""

from pathlib import Path

RESOLUTION = """\
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0" xmlns:akn4un="http://un.org/akn4un">
  <statement name="resolution">
    <meta>
      <identification source="#DGACM">
        <FRBRWork><FRBRdate date="2020-12-11" name="adoption"/></FRBRWork>
        <FRBRExpression>
          <FRBRdate date="2020-12-21" name="publication"/><FRBRlanguage language="spa"/>
        </FRBRExpression>
      </identification>
      <presentation><docketNumber>20-99001 (S)</docketNumber></presentation>
    </meta>
    <coverPage>
      <p><docAuthority>Naciones Unidas</docAuthority></p>
      <p><docNumber>A/RES/75/900</docNumber></p>
      <p><docAuthority>Asamblea General</docAuthority></p>
      <p><docStatus>Distr. general</docStatus></p>
      <p><docDate date="2020-12-21">21 de diciembre de 2020</docDate></p>
      <p><session value="75">Septuagésimo quinto período de sesiones</session></p>
      <p><inline name="agenda item">Temas 20 y 78 a) y b) del programa</inline></p>
      <p><inline name="agenda item name">Faros y balizas</inline></p>
      <p><docTitle>Resolución aprobada por la Asamblea General el 11 de diciembre de 2020</docTitle></p>
      <p xml:space="preserve"><docProponent>[sin remisión previa a una Comisión Principal (<inline
        name="originating document">A/75/L.77 y A/75/L.77/Add.1</inline>)]</docProponent></p>
    </coverPage>
    <preface>
      <p>
        <docNumber>75/900.</docNumber>
        <docTitle><span class="bold">\tCooperación internacional para los faros</span></docTitle>
      </p>
    </preface>
    <preamble>
      <formula><p><span class="italic">La Asamblea General</span>,</p></formula>
      <container name="Recordando"><p xml:space="preserve">	<span
        class="italic">Recordando </span>su resolución <a
        href="https://undocs.org/es/A/RES/73/801">73/801</a>, de 20 de diciembre de 2018, y las resoluciones
        <a
        href="https://undocs.org/A/RES/1514(XV)">1514 (XV)</a> y <a
        href="https://undocs.org/A/RES/70/1">71/2</a><authorialNote marker="1"><p>Véase <a
        href="https://undocs.org/es/A/75/301">A/75/301</a>, párr. 4.</p></authorialNote>,</p></container>
      <container name="Recordando también"><p>
        <span class="italic">Recordando también</span> que los faros guían a los
        navegantes en las noches de tormenta y que su mantenimiento exige una cooperación internacional
        constante, previsible y suficiente entre todos los Estados ribereños,</p></container>
    </preamble>
    <mainBody>
      <paragraph><num>1.</num><content><p><span class="italic">Alienta</span> a los Estados a que mantengan
        los faros<authorialNote marker="2"><p>Resolución <a
        href="https://undocs.org/A/RES/60/1">60/1</a>.</p></authorialNote>;</p></content></paragraph>
      <paragraph class="H23"><subheading>Balizas</subheading></paragraph>
      <paragraph><num>2.</num><list>
        <intro><p><span class="italic">Solicita</span> al Secretario General que:</p></intro>
        <point><num>a)</num><content><p>Haga un inventario de las balizas;</p></content></point>
        <point><num>b)</num><content>
          <p>La informe en su septuagésimo sexto período de sesiones;</p></content></point>
      </list></paragraph>
      <paragraph><num>3.</num><content><p>Los faros seguirán encendidos.</p></content></paragraph>
    </mainBody>
    <conclusions><p><inline name="adoptionMeeting" title="45a">45a sesión plenaria</inline><eol/>
      <docDate date="2020-12-11">11 de diciembre de 2020</docDate></p></conclusions>
    <attachments><attachment><doc name="annex"><mainBody>
      <paragraph class="H1"><heading>Anexo</heading></paragraph>
      <paragraph><num>1.</num><content><p>Lista de faros.</p></content></paragraph>
    </mainBody></doc></attachment></attachments>
  </statement>
</akomaNtoso>
"""


def write(folder: Path, name: str = "75_900_S.xml", **changes: str) -> Path:
    """The resolution as a file, with words changed: ``write(folder, old="…", new="…")``."""
    path = folder / name
    text = RESOLUTION
    if changes:
        assert changes["old"] in text
        text = text.replace(changes["old"], changes["new"])
    path.write_text(text, encoding="utf-8")
    return path
