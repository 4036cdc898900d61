# ruff: noqa: E501
"""Hand-written files in the manner of those other systems write."""

GIFT = """\
// A bank about safe work  [id:not-this-one]

$CATEGORY: $course$/top/Hygiene/Hands

// question: 12  name: Gloves [id:HY-001] [tag:gloves] [tag:basics]
::Gloves first::Before setting up the tray you put on {
    =fresh gloves#Right, and after washing.
    ~the gloves of this morning#Never wear gloves twice.
    ~%-25%no gloves
} and then open the needle.

::Two risks::[html]<p>Which of these carry <b>blood-borne</b> risk?</p>{
    ~%50%A used needle
    ~%50%A bloody swab
    ~%-50%A sealed pack
    ~A clean\\: dry towel
    #### Think of what touched <i>broken</i> skin.
}

Alcohol kills every spore. {F#It does not\\: spores need heat.#Well known!}

::Wash time::How many seconds do you wash? {#
    =40:20#As the posters say
    =%50%40:30
    ~#Too far off.
}

Room temperature in °C should be {#18..24}

What is pressed on the button after use?{=elbow =%80%the elbow =%0%*#Not the hand.}

::Pairs::Match tool and bin. {
    =Needle -> Sharps box
    =Glove -> Clinical waste
    = -> Paper bin
}

::Reflect::[markdown]Write about **one** mistake you saw.

It may be your own.{}

This is only a notice for the reader.

::Broken::Which brace { =is ~lost

::After the broken one::Fine again? {TRUE}

Escapes \\{like these\\} are \\= letters. {T}
"""

AIKEN = """\
Which room is disinfected between clients?
A. The hall
B) The treatment room
C. The office
ANSWER: B

A
B
ANSWER: A

What stands on the label?
A. The date
B. The lot
C. The price
ANSWER: A, B

This one forgot its key.
A. One
B. Two

Which letter is not there?
A. One
B. Two
ANSWER: E
"""

MOODLE = """\
<?xml version="1.0" encoding="UTF-8"?>
<quiz>
<!-- written by hand -->
<question type="category"><category><text>$course$/top/Skin/Layers</text></category></question>
<question type="multichoice">
  <name><text>Deepest layer</text></name>
  <questiontext format="html"><text><![CDATA[<p>Which layer&nbsp;is deepest?</p>
    <p><img src="@@PLUGINFILE@@/layers.png" alt="Three layers"></p>]]></text>
    <file name="layers.png" path="/" encoding="base64">PICTURE</file>
  </questiontext>
  <generalfeedback format="html"><text>See lesson two.</text></generalfeedback>
  <defaultgrade>2.0000000</defaultgrade><penalty>0.3333333</penalty><hidden>0</hidden>
  <idnumber>SK-7</idnumber>
  <single>true</single>
  <correctfeedback format="html"><text>Your answer is correct.</text></correctfeedback>
  <incorrectfeedback format="html"><text>Look at the drawing again.</text></incorrectfeedback>
  <answer fraction="100" format="html"><text>Subcutis</text>
    <feedback format="html"><text>Yes.</text></feedback></answer>
  <answer fraction="0" format="html"><text><![CDATA[<p>Epidermis</p>]]></text></answer>
  <answer fraction="50" format="html"><text>Dermis</text></answer>
  <hint format="html"><text>Think of fat.</text></hint>
  <tags><tag><text>skin</text></tag></tags>
</question>
<question type="multichoice">
  <name><text>Weights</text></name>
  <questiontext format="html"><text>Pick what heals slower.</text></questiontext>
  <single>false</single>
  <answer fraction="70"><text>Scar</text></answer>
  <answer fraction="30"><text>Dry skin</text></answer>
  <answer fraction="-100"><text>Young skin</text></answer>
</question>
<question type="truefalse">
  <name><text>TF</text></name>
  <questiontext format="plain_text"><text>5 &lt; 6 &amp; 7 &gt; 6</text></questiontext>
  <answer fraction="100"><text>true</text><feedback><text>Arithmetic.</text></feedback></answer>
  <answer fraction="0"><text>false</text><feedback><text>Count again.</text></feedback></answer>
</question>
<question type="shortanswer">
  <name><text>Word</text></name>
  <questiontext format="moodle_auto_format"><text>Name the\nprotein</text></questiontext>
  <usecase>1</usecase>
  <answer fraction="100" format="plain_text"><text>Keratin</text></answer>
  <answer fraction="33.33333" format="plain_text"><text>*eratin</text></answer>
</question>
<question type="numerical">
  <name><text>Depth</text></name>
  <questiontext format="html"><text>How deep, in mm?</text></questiontext>
  <answer fraction="100"><text>0.5</text><tolerance>0.1</tolerance></answer>
  <answer fraction="0"><text>*</text><feedback><text>Far off.</text></feedback></answer>
  <units><unit><multiplier>1</multiplier><unit_name>mm</unit_name></unit>
  <unit><multiplier>0.1</multiplier><unit_name>cm</unit_name></unit></units>
  <unitgradingtype>1</unitgradingtype><unitpenalty>0.1</unitpenalty>
</question>
<question type="matching">
  <name><text>Match</text></name>
  <questiontext format="html"><text>Match.</text></questiontext>
  <subquestion format="html"><text><![CDATA[<p>Nerve</p>]]></text>
    <answer><text>Feels</text></answer></subquestion>
  <subquestion><text>Gland</text><answer><text>Sweats</text></answer></subquestion>
  <subquestion><text></text><answer><text>Breathes</text></answer></subquestion>
</question>
<question type="essay">
  <name><text>Essay</text></name>
  <questiontext format="html"><text>Describe healing.</text></questiontext>
  <responseformat>editor</responseformat><attachments>2</attachments>
  <minwordlimit>50</minwordlimit><maxwordlimit>200</maxwordlimit>
  <graderinfo format="html"><text>Four phases.</text></graderinfo>
</question>
<question type="essay">
  <name><text>Photo</text></name>
  <questiontext format="html"><text>Send a photo.</text></questiontext>
  <responseformat>noinline</responseformat><attachments>-1</attachments>
  <filetypeslist>.jpg,.PNG</filetypeslist><maxbytes>5242880</maxbytes>
</question>
<question type="cloze">
  <name><text>Cloze</text></name>
  <questiontext format="html"><text><![CDATA[<p>Skin has {1:MULTICHOICE_V:=three#Yes~two~%50%four} layers,
    the outer is the {2:SHORTANSWER:=epidermis~%50%epiderm} and pH is {1:NM:=5.5:0.3}.</p>]]></text></questiontext>
</question>
<question type="ordering">
  <name><text>Phases</text></name>
  <questiontext format="html"><text>In order:</text></questiontext>
  <answer fraction="2"><text>Inflammation</text></answer>
  <answer fraction="1"><text>Bleeding stops</text></answer>
  <answer fraction="3"><text>Remodeling</text></answer>
</question>
<question type="gapselect">
  <name><text>Gaps</text></name>
  <questiontext format="html"><text>The [[2]] grows from the [[1]].</text></questiontext>
  <selectoption><text>bulb</text><group>1</group></selectoption>
  <selectoption><text>hair</text><group>2</group></selectoption>
  <selectoption><text>shaft</text><group>1</group></selectoption>
  <selectoption><text>nail</text><group>2</group></selectoption>
</question>
<question type="calculated">
  <name><text>Dilution</text></name>
  <questiontext format="html"><text>Mix {pig-ment} ml with {water} ml. Share?</text></questiontext>
  <answer fraction="100"><text>pow({pig-ment},1)/({pig-ment}+{water})*100</text>
    <tolerance>0.01</tolerance><tolerancetype>1</tolerancetype>
    <correctanswerlength>1</correctanswerlength><correctanswerformat>1</correctanswerformat></answer>
  <dataset_definitions>
    <dataset_definition><name><text>pig-ment</text></name><minimum><text>1</text></minimum>
      <maximum><text>5</text></maximum><decimals><text>1</text></decimals></dataset_definition>
    <dataset_definition><name><text>water</text></name><minimum><text>5</text></minimum>
      <maximum><text>10</text></maximum><decimals><text>0</text></decimals></dataset_definition>
  </dataset_definitions>
</question>
<question type="description"><name><text>Notice</text></name>
  <questiontext><text>Read this.</text></questiontext></question>
<question type="stack"><name><text>Algebra</text></name>
  <questiontext><text>x?</text></questiontext></question>
</quiz>
"""

QTI12 = """\
<?xml version="1.0" encoding="UTF-8"?>
<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2">
<assessment ident="a1" title="Safe studio"><section ident="root_section">
<item ident="i1" title="Question">
  <itemmetadata><qtimetadata>
    <qtimetadatafield><fieldlabel>question_type</fieldlabel>
      <fieldentry>multiple_choice_question</fieldentry></qtimetadatafield>
    <qtimetadatafield><fieldlabel>points_possible</fieldlabel><fieldentry>2.0</fieldentry></qtimetadatafield>
  </qtimetadata></itemmetadata>
  <presentation><material><mattext texttype="text/html">&lt;div&gt;&lt;p&gt;First thing?&lt;/p&gt;&lt;/div&gt;</mattext></material>
    <response_lid ident="response1" rcardinality="Single"><render_choice>
      <response_label ident="10"><material><mattext texttype="text/plain">Wash</mattext></material></response_label>
      <response_label ident="11"><material><mattext texttype="text/plain">Glove</mattext></material></response_label>
    </render_choice></response_lid></presentation>
  <resprocessing><outcomes><decvar maxvalue="100" minvalue="0" varname="SCORE" vartype="Decimal"/></outcomes>
    <respcondition continue="Yes"><conditionvar><other/></conditionvar>
      <displayfeedback feedbacktype="Response" linkrefid="general_fb"/></respcondition>
    <respcondition continue="Yes"><conditionvar><varequal respident="response1">11</varequal></conditionvar>
      <displayfeedback feedbacktype="Response" linkrefid="11_fb"/></respcondition>
    <respcondition continue="No"><conditionvar><varequal respident="response1">10</varequal></conditionvar>
      <setvar action="Set" varname="SCORE">100</setvar></respcondition></resprocessing>
  <itemfeedback ident="general_fb"><flow_mat><material><mattext texttype="text/html">&lt;p&gt;Hands first.&lt;/p&gt;</mattext></material></flow_mat></itemfeedback>
  <itemfeedback ident="11_fb"><flow_mat><material><mattext texttype="text/html">&lt;p&gt;Later.&lt;/p&gt;</mattext></material></flow_mat></itemfeedback>
</item>
<item ident="i2" title="Several">
  <itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>question_type</fieldlabel>
    <fieldentry>multiple_answers_question</fieldentry></qtimetadatafield></qtimetadata></itemmetadata>
  <presentation><material><mattext texttype="text/html">Pick the safe ones.</mattext></material>
    <response_lid ident="response1" rcardinality="Multiple"><render_choice>
      <response_label ident="1"><material><mattext>Mask</mattext></material></response_label>
      <response_label ident="2"><material><mattext>Apron</mattext></material></response_label>
      <response_label ident="3"><material><mattext>Ring</mattext></material></response_label>
    </render_choice></response_lid></presentation>
  <resprocessing><respcondition continue="No"><conditionvar><and>
    <varequal respident="response1">1</varequal><varequal respident="response1">2</varequal>
    <not><varequal respident="response1">3</varequal></not></and></conditionvar>
    <setvar action="Set" varname="SCORE">100</setvar></respcondition></resprocessing>
</item>
<item ident="i3" title="TF">
  <itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>question_type</fieldlabel>
    <fieldentry>true_false_question</fieldentry></qtimetadatafield></qtimetadata></itemmetadata>
  <presentation><material><mattext>Needles are used once.</mattext></material>
    <response_lid ident="response1" rcardinality="Single"><render_choice>
      <response_label ident="8"><material><mattext>True</mattext></material></response_label>
      <response_label ident="9"><material><mattext>False</mattext></material></response_label>
    </render_choice></response_lid></presentation>
  <resprocessing><respcondition continue="No"><conditionvar><varequal respident="response1">8</varequal></conditionvar>
    <setvar action="Set" varname="SCORE">100</setvar></respcondition></resprocessing>
</item>
<item ident="i4" title="Word">
  <itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>question_type</fieldlabel>
    <fieldentry>short_answer_question</fieldentry></qtimetadatafield></qtimetadata></itemmetadata>
  <presentation><material><mattext>Steam machine?</mattext></material>
    <response_str ident="response1" rcardinality="Single"><render_fib><response_label ident="answer1"/></render_fib></response_str></presentation>
  <resprocessing><respcondition continue="No"><conditionvar>
    <varequal respident="response1">autoclave</varequal><varequal respident="response1">steam sterilizer</varequal></conditionvar>
    <setvar action="Set" varname="SCORE">100</setvar></respcondition></resprocessing>
</item>
<item ident="i5" title="Blanks">
  <itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>question_type</fieldlabel>
    <fieldentry>multiple_dropdowns_question</fieldentry></qtimetadatafield></qtimetadata></itemmetadata>
  <presentation><material><mattext texttype="text/html">&lt;p&gt;Use [tool] at [deg] degrees.&lt;/p&gt;</mattext></material>
    <response_lid ident="response_tool"><material><mattext>tool</mattext></material><render_choice>
      <response_label ident="t1"><material><mattext>steam</mattext></material></response_label>
      <response_label ident="t2"><material><mattext>soap</mattext></material></response_label></render_choice></response_lid>
    <response_lid ident="response_deg"><material><mattext>deg</mattext></material><render_choice>
      <response_label ident="d1"><material><mattext>60</mattext></material></response_label>
      <response_label ident="d2"><material><mattext>121</mattext></material></response_label></render_choice></response_lid></presentation>
  <resprocessing>
    <respcondition><conditionvar><varequal respident="response_tool">t1</varequal></conditionvar><setvar varname="SCORE" action="Add">50</setvar></respcondition>
    <respcondition><conditionvar><varequal respident="response_deg">d2</varequal></conditionvar><setvar varname="SCORE" action="Add">50</setvar></respcondition></resprocessing>
</item>
<item ident="i6" title="Match">
  <itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>question_type</fieldlabel>
    <fieldentry>matching_question</fieldentry></qtimetadatafield></qtimetadata></itemmetadata>
  <presentation><material><mattext>Match.</mattext></material>
    <response_lid ident="response_1"><material><mattext>Red bin</mattext></material><render_choice>
      <response_label ident="m1"><material><mattext>Sharps</mattext></material></response_label>
      <response_label ident="m2"><material><mattext>Paper</mattext></material></response_label>
      <response_label ident="m3"><material><mattext>Glass</mattext></material></response_label></render_choice></response_lid>
    <response_lid ident="response_2"><material><mattext>Blue bin</mattext></material><render_choice>
      <response_label ident="m1"><material><mattext>Sharps</mattext></material></response_label>
      <response_label ident="m2"><material><mattext>Paper</mattext></material></response_label>
      <response_label ident="m3"><material><mattext>Glass</mattext></material></response_label></render_choice></response_lid></presentation>
  <resprocessing>
    <respcondition><conditionvar><varequal respident="response_1">m1</varequal></conditionvar><setvar varname="SCORE" action="Add">50</setvar></respcondition>
    <respcondition><conditionvar><varequal respident="response_2">m2</varequal></conditionvar><setvar varname="SCORE" action="Add">50</setvar></respcondition></resprocessing>
</item>
<item ident="i7" title="Number">
  <itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>question_type</fieldlabel>
    <fieldentry>numerical_question</fieldentry></qtimetadatafield></qtimetadata></itemmetadata>
  <presentation><material><mattext>Minutes?</mattext></material>
    <response_str ident="response1" rcardinality="Single"><render_fib fibtype="Decimal"><response_label ident="answer1"/></render_fib></response_str></presentation>
  <resprocessing><respcondition continue="No"><conditionvar><or><varequal respident="response1">15</varequal>
    <and><vargte respident="response1">13</vargte><varlte respident="response1">17</varlte></and></or></conditionvar>
    <setvar action="Set" varname="SCORE">100</setvar></respcondition></resprocessing>
</item>
<item ident="i8" title="Essay">
  <itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>question_type</fieldlabel>
    <fieldentry>essay_question</fieldentry></qtimetadatafield></qtimetadata></itemmetadata>
  <presentation><material><mattext>Explain.</mattext></material>
    <response_str ident="response1" rcardinality="Single"><render_fib><response_label ident="answer1"/></render_fib></response_str></presentation>
  <resprocessing><respcondition continue="No"><conditionvar><other/></conditionvar></respcondition></resprocessing>
</item>
<item ident="i9" title="Notice">
  <itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>question_type</fieldlabel>
    <fieldentry>text_only_question</fieldentry></qtimetadatafield></qtimetadata></itemmetadata>
  <presentation><material><mattext>Read on.</mattext></material></presentation>
</item>
<item ident="i10" title="Formula">
  <itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>question_type</fieldlabel>
    <fieldentry>calculated_question</fieldentry></qtimetadatafield></qtimetadata></itemmetadata>
  <presentation><material><mattext texttype="text/html">&lt;p&gt;[a] parts in [b]?&lt;/p&gt;</mattext></material>
    <response_str ident="response1" rcardinality="Single"><render_fib fibtype="Decimal"><response_label ident="answer1"/></render_fib></response_str></presentation>
  <itemproc_extension><calculated><answer_tolerance>2%</answer_tolerance>
    <formulas decimal_places="2"><formula>a^2/b</formula></formulas>
    <vars><var name="a" scale="0"><min>1</min><max>9</max></var><var name="b" scale="1"><min>1</min><max>5</max></var></vars>
  </calculated></itemproc_extension>
</item>
</section></assessment></questestinterop>
"""

CHOICE_QTI3 = """\
<?xml version="1.0" encoding="UTF-8"?>
<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="gloves"
  title="Gloves" adaptive="false" time-dependent="false">
  <qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="identifier">
    <qti-correct-response><qti-value>B</qti-value></qti-correct-response>
  </qti-response-declaration>
  <qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float"/>
  <qti-item-body>
    <p>The tray is open.</p>
    <qti-choice-interaction response-identifier="RESPONSE" shuffle="true" max-choices="1">
      <qti-prompt>What next?</qti-prompt>
      <qti-simple-choice identifier="A">Talk<qti-feedback-inline identifier="A" outcome-identifier="F" show-hide="show">Later.</qti-feedback-inline></qti-simple-choice>
      <qti-simple-choice identifier="B">Change gloves</qti-simple-choice>
      <qti-simple-choice identifier="C">Start</qti-simple-choice>
    </qti-choice-interaction>
  </qti-item-body>
  <qti-response-processing template="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct.xml"/>
  <qti-modal-feedback identifier="correct" outcome-identifier="F" show-hide="show"><qti-content-body>Well done indeed.</qti-content-body></qti-modal-feedback>
</qti-assessment-item>
"""


def qti2_item(body: str, declarations: str, processing: str = "", extra: str = "") -> str:
    """A QTI 2.1 item around ``body``."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="item1" '
        'title="An item" adaptive="false" timeDependent="false">'
        f"{declarations}<itemBody>{body}</itemBody>{processing}{extra}</assessmentItem>"
    )


def declaration(
    correct: str,
    *,
    cardinality: str = "single",
    base: str = "identifier",
    more: str = "",
    ident: str = "RESPONSE",
) -> str:
    values = "".join(f"<value>{value}</value>" for value in correct.split("|") if value)
    told = f"<correctResponse>{values}</correctResponse>" if values else ""
    return (
        f'<responseDeclaration identifier="{ident}" cardinality="{cardinality}" '
        f'baseType="{base}">{told}{more}</responseDeclaration>'
    )


GAP_QTI2 = qti2_item(
    '<gapMatchInteraction responseIdentifier="RESPONSE" shuffle="false"><prompt>Fill in.</prompt>'
    '<gapText identifier="W" matchMax="1">wash</gapText>'
    '<gapText identifier="D" matchMax="1">dry</gapText>'
    '<gapText identifier="T" matchMax="1">talk</gapText>'
    '<p>First <gap identifier="G1"/>, then <gap identifier="G2"/>.</p></gapMatchInteraction>',
    declaration("W G1|D G2", cardinality="multiple", base="directedPair"),
)
INLINE_QTI2 = qti2_item(
    '<p>The bin is <inlineChoiceInteraction responseIdentifier="R1" shuffle="false">'
    '<inlineChoice identifier="Y">yellow</inlineChoice>'
    '<inlineChoice identifier="G">green</inlineChoice></inlineChoiceInteraction> and holds '
    '<textEntryInteraction responseIdentifier="R2" expectedLength="5"/> liters.</p>',
    declaration("Y", ident="R1") + declaration("5", ident="R2", base="integer"),
)
CSV = """\
Question,Option A,Option B,Option C,Correct,Explanation,Tags
Which bin takes needles?,Paper,Sharps box,Glass,B,"Never ""any"" other","waste, basics"
Pick the two liquids,Water,Stone,Alcohol,"A, C",,
Needles are used once.,,,,true,,
How many fingers?,,,,5,,
Name the steam machine,,,,autoclave,,
Nothing is right here,Yes,No,,Z,,
"""

ALL = {
    "everyday.gift": GIFT,
    "letters.txt": AIKEN,
    "bank.moodle.xml": MOODLE,
    "canvas.xml": QTI12,
    "choice.qti3.xml": CHOICE_QTI3,
    "gap.qti2.xml": GAP_QTI2,
    "inline.qti2.xml": INLINE_QTI2,
    "plain.csv": CSV,
}
