"""A small resolution in AKN4UN markup that states all a file can: written for the tests, and made to be varied."""

VOTING = """
  <voting outcome="adoptedRecordedVote">
    <count value="3" refersTo="inFavour"><akn4un:voters>
      <organization>CHILE</organization><organization>COTE D'IVOIRE</organization>
      <organization>TÜRKIYE</organization>
    </akn4un:voters></count>
    <count value="1" refersTo="against"><akn4un:voters>
      <organization>UNITED KINGDOM</organization></akn4un:voters></count>
    <count value="1" refersTo="abstaining"><akn4un:voters>
      <organization>PERU</organization></akn4un:voters></count>
  </voting>"""

META = f"""
  <meta>
    <identification>
      <FRBRWork>
        <FRBRuri value="/akn/un/statement/deliberation/unga/2021-12-10/76-501/"/>
        <FRBRdate date="2021-12-10" name="adoption"/>
      </FRBRWork>
      <FRBRExpression>
        <FRBRdate date="2021-12-20" name="publication"/><FRBRlanguage language="spa"/>
      </FRBRExpression>
    </identification>
    <classification>
      <keyword value="14" href="http://metadata.un.org/sdg/14" showAs="sdg_14" dictionary="SDGO"/>
      <keyword value="lighthouse" href="http://metadata.un.org/thesaurus/1" showAs="lighthouse" dictionary="UNBIS"/>
      <keyword value="lighthouse" href="http://eurovoc.europa.eu/1" showAs="lighthouse" dictionary="EuroVoc"/>
    </classification>
    <classification>
      <keyword value="lighthouse" href="http://metadata.un.org/thesaurus/1" showAs="lighthouse" dictionary="UNBIS"/>
      <keyword value="lighthouse" href="http://metadata.un.org/thesaurus/020800" showAs="lighthouse" dictionary="UNBIS"/>
    </classification>
    <workflow>
      <step date="2021-11-24" outcome="draftResolution" as="A/76/L.77"
        by="Chile, Trinidad and Tobago, Guinea (on behalf of the Group of 77 and China) and the Gambia"/>
      <step date="0001-01-01" outcome="draftResolutionAdditionalSponsors"
        by="Antigua and Barbuda, Bolivia (Plurinational State of) and Chile"/>
      <step date="2021-12-10" outcome="adopted" as="A/76/PV.50" by=""/>
    </workflow>
    <analysis><parliamentary>{VOTING}</parliamentary></analysis>
  </meta>"""

COVER = """
  <coverPage>
    <p><docAuthority refersTo="#publisher">Naciones Unidas</docAuthority></p>
    <p><docNumber refersTo="#symbol">A/RES/76/901</docNumber></p>
    <p><img src="logo.jpg"/><docAuthority refersTo="#issuingBody">Asamblea General</docAuthority></p>
    <p><docStatus>Distr. general</docStatus></p>
    <p><docDate date="2021-12-20" refersTo="#dateOfIssuance">20 de diciembre de 2021</docDate></p>
    <p><session value="76">Septuagésimo sexto período de sesiones</session></p>
    <p><inline name="agenda item">Tema 20 b) del programa</inline></p>
    <p><inline name="agenda item name">Faros y balizas</inline></p>
    <p><docTitle>Resolución aprobada por la Asamblea General el 10 de diciembre de 2021</docTitle></p>
    <p xml:space="preserve"><docProponent>[sin remisión previa a una Comisión Principal (<inline
      name="originating document">A/76/L.77</inline>)]</docProponent></p>
  </coverPage>
  <preface><p>
    <docNumber>76/901.</docNumber>
    <docTitle refersTo="#resolutionTitle"><span class="bold">	Faros</span></docTitle>
  </p></preface>"""

BODY = """
  <preamble>
    <formula><p xml:space="preserve">
      <span class="italic">La Asamblea General</span></p></formula>
    <container name="Recordando"><p xml:space="preserve">	<span class="italic">Recordando </span>su resolución <a
      href="https://undocs.org/es/A/RES/73/801">73/801</a>, de 20 de diciembre de 2018<authorialNote
      marker="1"><p>		<a href="https://undocs.org/es/A/75/6(Sect.2)">A/75/6 (Sect. 2)</a>, párr. 4.</p></authorialNote>, los
      faros y las balizas</p></container>
  </preamble>
  <mainBody>
    <paragraph class="SingleTxt"><num>	1.</num><list>
      <intro><p><span class="italic">Solicita</span> a los Estados que:</p></intro>
      <point><num>a)</num><content><p>	Enciendan los faros;</p></content></point>
      <point><num>b)</num><content><p>	Cuiden las balizas.</p></content></point>
    </list></paragraph>
    <paragraph class="H23"><subheading>		Balizas</subheading></paragraph>
    <paragraph class="SingleTxt"><num>2.</num><content>
      <p><span class="italic">Decide</span> seguir ocupándose de la cuestión.</p></content></paragraph>
  </mainBody>
  <conclusions><p>
    <inline name="adoptionMeeting" title="50a">50a sesión plenaria</inline><eol/>
    <docDate date="2021-12-10" refersTo="#adoptionDate">10 de diciembre de 2021</docDate>
  </p></conclusions>"""


def akn(meta: str = META, cover: str = COVER, body: str = BODY) -> str:
    """The resolution, with any of its three blocks replaced."""
    return (
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0" xmlns:akn4un="http://un.org/akn4un">'
        f'<!-- unofficial copy --><statement name="resolution">{meta}{cover}{body}</statement></akomaNtoso>'
    )
