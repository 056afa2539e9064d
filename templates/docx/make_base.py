"""Makes base.docx, the Word file every draft without a letterhead starts from: page setup and styles, no text.

Edit this file, run it (an argument names another file to write), and commit both; a test holds that they agree.
python-docx's own template is not used: it carries parts that validators refuse.
"""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"

INK = "1F2A44"
GREY = "595959"
RULE = "B8BEC9"
RED = "9C1C1C"


def font(name: str, complex: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{complex}"/>'


BODY_FONT = font("Cambria", "Times New Roman")
HEAD_FONT = font("Calibri", "Arial")


def size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def color(rgb: str) -> str:
    return f'<w:color w:val="{rgb}"/>'


def border(side: str, width: int, space: int, rgb: str) -> str:
    return f'<w:{side} w:val="single" w:sz="{width}" w:space="{space}" w:color="{rgb}"/>'


def spacing(before: int, after: int, line: int = 0) -> str:
    height = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{height}/>'


def indent(left: int, right: int = 0, hanging: int = 0) -> str:
    return f'<w:ind w:left="{left}" w:right="{right}"' + (f' w:hanging="{hanging}"' if hanging else "") + "/>"


BOLD = "<w:b/><w:bCs/>"
ITALIC = "<w:i/><w:iCs/>"
KEEP = "<w:keepNext/><w:keepLines/>"
LINES = "<w:keepLines/>"


def paragraph_style(
    id: str, name: str, ppr: str = "", rpr: str = "", *, based: str = "Normal", next: str = "", quick: bool = True
) -> str:
    custom = "" if name[0].islower() or name in BUILT_IN else ' w:customStyle="1"'
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{id}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based}"/>'
        + (f'<w:next w:val="{next}"/>' if next else "")
        + ("<w:qFormat/>" if quick else "")
        + (f"<w:pPr>{ppr}</w:pPr>" if ppr else "")
        + (f"<w:rPr>{rpr}</w:rPr>" if rpr else "")
        + "</w:style>"
    )


def character_style(id: str, name: str, rpr: str = "") -> str:
    custom = "" if name in BUILT_IN else ' w:customStyle="1"'
    return (
        f'<w:style w:type="character"{custom} w:styleId="{id}"><w:name w:val="{name}"/>'
        '<w:basedOn w:val="DefaultParagraphFont"/>' + (f"<w:rPr>{rpr}</w:rPr>" if rpr else "") + "</w:style>"
    )


BUILT_IN = {"Title", "Body Text", "List Bullet", "List Number", "TOC Heading", "Hyperlink"}


def box(bar: str, edge: str, fill: str) -> str:
    """Borders and shading of a remark: a bar at the left, a thin edge where `edge` has a colour."""
    sides = [border("left", 24, 8, bar)]
    if edge:
        sides = [border("top", 4, 6, edge), *sides, border("bottom", 4, 6, edge), border("right", 4, 8, edge)]
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return f"<w:pBdr>{''.join(sides)}</w:pBdr>{shade}"


def styles() -> str:
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{BODY_FONT}{size(21)}"
        '<w:lang w:val="en-US" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault><w:pPr>{spacing(0, 70, 250)}</w:pPr></w:pPrDefault></w:docDefaults>"
    )
    first = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
    )
    p, c = paragraph_style, character_style
    head = [
        p(
            "District",
            "District",
            spacing(120, 40),
            HEAD_FONT + BOLD + color(INK) + '<w:spacing w:val="10"/>' + size(24),
        ),
        p("DocumentLabel", "Document Label", spacing(0, 40), HEAD_FONT + color(GREY) + size(22)),
        p(
            "Title",
            "Title",
            KEEP + f"<w:pBdr>{border('bottom', 8, 8, INK)}</w:pBdr>" + spacing(120, 240, 252),
            HEAD_FONT + BOLD + color(INK) + size(40),
            next="BodyText",
        ),
        p("DraftLine", "Draft Line", spacing(0, 200), HEAD_FONT + BOLD + color(RED) + size(20)),
        p(
            "Heading1",
            "heading 1",
            KEEP + spacing(200, 50, 252) + '<w:outlineLvl w:val="0"/>',
            HEAD_FONT + BOLD + color(INK) + size(26),
            next="BodyText",
        ),
        p(
            "Heading2",
            "heading 2",
            KEEP + spacing(100, 20, 252) + '<w:outlineLvl w:val="1"/>',
            HEAD_FONT + BOLD + color(INK) + size(22),
            next="BodyText",
        ),
    ]
    body = [
        p("BodyText", "Body Text"),
        p("ListBullet", "List Bullet", spacing(0, 30)),
        p("ListNumber", "List Number", spacing(0, 30)),
        p("CheckList", "Check List", LINES + spacing(0, 60) + indent(360, 0, 360)),
        p("FormList", "Form List", LINES + spacing(80, 120) + indent(360, 0, 360)),
        p("TableText", "Table Text", spacing(30, 30, 247), size(20)),
        p("TableHeading", "Table Heading", "<w:keepNext/>", HEAD_FONT + BOLD + color(INK), based="TableText"),
        p("TableGap", "Table Gap", spacing(0, 0), size(12), quick=False),
        p("SignatureRules", "Signature Rules", KEEP + spacing(420, 0, 240), color(GREY)),
        p("SignatureLabels", "Signature Labels", LINES + spacing(0, 60, 240), HEAD_FONT + size(20)),
        p(
            "DecisionBox",
            "Decision Box",
            LINES + box("C98A00", "E3C77A", "FFF9EA") + spacing(0, 60, 264) + indent(200, 200),
            HEAD_FONT + size(20),
        ),
        p("PolicyNote", "Policy Note", LINES + box(RULE, "", "") + spacing(0, 60, 264) + indent(200, 200), size(21)),
        p(
            "DraftNote",
            "Draft Note",
            LINES + box(RULE, "F4F5F7", "F4F5F7") + spacing(0, 60, 252) + indent(200, 200),
            HEAD_FONT + color("404040") + size(19),
        ),
        p("EndMark", "End Mark", spacing(360, 0) + '<w:jc w:val="center"/>', HEAD_FONT + color(GREY) + size(18)),
    ]
    tabs = '<w:tabs><w:tab w:val="left" w:pos="480"/></w:tabs>'
    centred = '<w:jc w:val="center"/>'
    alarm = HEAD_FONT + BOLD + color(RED) + size(18)
    small = HEAD_FONT + color(GREY) + size(18)
    running = [
        p("TOCHeading", "TOC Heading", KEEP + spacing(120, 60), HEAD_FONT + BOLD + color(INK) + size(24)),
        p("TOC1", "toc 1", tabs + spacing(0, 20), HEAD_FONT, quick=False),
        p("RunningHeader", "Running Header", spacing(0, 0, 240), small, quick=False),
        p("RunningFooter", "Running Footer", spacing(0, 0, 240), small, quick=False),
        p("RunningDraft", "Running Draft", spacing(60, 60, 240) + centred, alarm, quick=False),
    ]
    runs = [
        c("Hyperlink", "Hyperlink", '<w:color w:val="1F4E8C"/><w:u w:val="single"/>'),
        *(c(id, id) for id in ("Filled", "Term", "Citation", "Reference")),
        c("HeadingNumber", "Heading Number"),
        c("Blank", "Blank"),
        c("NoteLabel", "Note Label", BOLD),
        c("FormLabel", "Form Label"),
        c("FormLine", "Form Line", color(GREY)),
        c("FormMark", "Form Mark", color(GREY) + size(18)),
        c("CheckBox", "Check Box", font("Segoe UI Symbol", "Segoe UI Symbol")),
    ]
    table = (
        '<w:style w:type="table" w:customStyle="1" w:styleId="PolicyTable"><w:name w:val="Policy Table"/>'
        '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
        + border("top", 8, 0, INK)
        + border("bottom", 8, 0, INK)
        + border("insideH", 4, 0, RULE)
        + '</w:tblBorders><w:tblCellMar><w:top w:w="20" w:type="dxa"/><w:left w:w="100" w:type="dxa"/>'
        '<w:bottom w:w="20" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr>'
        '<w:shd w:val="clear" w:color="auto" w:fill="EEF1F6"/></w:tcPr></w:tblStylePr></w:style>'
    )
    return f"{HEAD}<w:styles {W}>{defaults}{first}{''.join(head + body + running + runs)}{table}</w:styles>"


def theme() -> str:
    # As plain as the schema allows.
    colors = {"dk1": "000000", "lt1": "FFFFFF", "dk2": INK, "lt2": "EEF1F6", "accent1": INK, "accent2": "1F4E8C"}
    colors |= {"accent3": "C98A00", "accent4": RED, "accent5": GREY, "accent6": RULE}
    colors |= {"hlink": "1F4E8C", "folHlink": "5B3F8C"}
    scheme = "".join(f'<a:{name}><a:srgbClr val="{rgb}"/></a:{name}>' for name, rgb in colors.items())

    def face(tag: str, name: str) -> str:
        return f'<a:{tag}><a:latin typeface="{name}"/><a:ea typeface=""/><a:cs typeface=""/></a:{tag}>'

    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    return (
        f'{HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Policy">'
        f'<a:themeElements><a:clrScheme name="Policy">{scheme}</a:clrScheme>'
        f'<a:fontScheme name="Policy">{face("majorFont", "Calibri")}{face("minorFont", "Cambria")}</a:fontScheme>'
        f'<a:fmtScheme name="Policy"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{f'<a:ln>{fill}</a:ln>' * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def parts() -> dict[str, str]:
    overrides = {
        "word/document.xml": f"{WORD}.document.main+xml",
        "word/styles.xml": f"{WORD}.styles+xml",
        "word/numbering.xml": f"{WORD}.numbering+xml",
        "word/settings.xml": f"{WORD}.settings+xml",
        "word/fontTable.xml": f"{WORD}.fontTable+xml",
        "word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    types = (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(f'<Override PartName="/{name}" ContentType="{type}"/>' for name, type in overrides.items())
        + "</Types>"
    )

    def rels(*targets: tuple[str, str]) -> str:
        listed = "".join(
            f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>'
            for n, (kind, target) in enumerate(targets, 1)
        )
        return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{listed}</Relationships>'

    used = {"Arial": "swiss", "Calibri": "swiss", "Cambria": "roman", "Times New Roman": "roman"}
    fonts = "".join(f'<w:font w:name="{name}"><w:family w:val="{kind}"/></w:font>' for name, kind in used.items())
    return {
        "[Content_Types].xml": types,
        "_rels/.rels": rels(
            (f"{OFFICE}/relationships/officeDocument", "word/document.xml"),
            (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"/>',
        "word/_rels/document.xml.rels": rels(
            *((f"{OFFICE}/relationships/{name}", f"{name}.xml") for name in ("styles", "numbering", "settings")),
            (f"{OFFICE}/relationships/fontTable", "fontTable.xml"),
            (f"{OFFICE}/relationships/theme", "theme/theme1.xml"),
        ),
        "word/document.xml": (
            f'{HEAD}<w:document {W} {R}><w:body><w:p/><w:sectPr><w:pgSz w:w="12240" w:h="15840"/>'
            '<w:pgMar w:top="1260" w:right="1300" w:bottom="1200" w:left="1300" w:header="720" w:footer="620" '
            'w:gutter="0"/><w:cols w:space="720"/></w:sectPr></w:body></w:document>'
        ),
        "word/styles.xml": styles(),
        "word/numbering.xml": f"{HEAD}<w:numbering {W}/>",
        "word/fontTable.xml": f"{HEAD}<w:fonts {W}>{fonts}</w:fonts>",
        "word/theme/theme1.xml": theme(),
        "word/settings.xml": (
            f'{HEAD}<w:settings {W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
            '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
            '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
            "</w:compat></w:settings>"
        ),
    }


def base() -> bytes:
    """The file, the same bytes on every machine."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        for name, content in sorted(parts().items()):
            entry = zipfile.ZipInfo(name)
            entry.create_system = 0
            package.writestr(entry, content.encode("utf-8"))
    return out.getvalue()


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("base.docx")
    target.write_bytes(base())
