"""The picture and the tables on one page that needs nothing else. 网页。"""

from xml.etree.ElementTree import Element, SubElement, tostring

from rectiflow.drawing.headings import heading
from rectiflow.drawing.languages import Languages, say, spoken
from rectiflow.drawing.layout import Rect
from rectiflow.drawing.sheets import EDGE, Paper, paper, sheets
from rectiflow.drawing.svg import DRAWN, FONTS, picture, view
from rectiflow.drawing.tables import Cell, Table, tables
from rectiflow.model.workflow import Workflow

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""What the page may load: nothing."""

STYLE = f"""
body {{ font: 14px/1.5 {FONTS}; color: black; background: white }}
body {{ margin: 24px auto; max-width: 1500px; padding: 0 16px }}
h2 {{ font-size: 18px; margin: 28px 0 8px }}
svg {{ width: 100%; height: auto; max-height: 96vh; display: block }}
table {{ border-collapse: collapse; width: 100% }}
th, td {{ border: 1px solid #777; padding: 4px 7px; text-align: left; vertical-align: top }}
th {{ background: #eee }}
td p {{ margin: 0 0 2px }}
td p + p {{ margin-top: 4px }}
svg.sheet {{ display: none }}
@media print {{
  body {{ margin: 0; padding: 0 1px; max-width: none; font-size: 8pt; line-height: 1.35 }}
  th, td {{ padding: 2px 5px }}
  svg {{ break-after: page }}
  svg.whole {{ position: absolute; width: 0; height: 0 }}
  svg.sheet {{ display: block }}
  thead {{ display: table-header-group }}
  tr {{ break-inside: avoid }}
  h2 {{ break-after: avoid }}
}}
"""

PRINT = """
@page {{ size: {paper} landscape; margin: 8mm }}
@media print {{ svg.sheet {{ height: {height}mm; max-height: none }} }}
"""
"""The paper, and how high the picture may be on a sheet of it."""


def html(workflow: Workflow, languages: Languages) -> str:
    """Give `workflow` as one page of HTML that prints on A4 or A3 across, in type that can be read; see `draw`."""
    page = Element("html", {"lang": "zh-CN" if languages[0] == "zh" else "en"})
    drawn, whole = picture(workflow, languages)
    page.append(_head(say(heading(workflow), languages), paper(whole)))
    body = SubElement(page, "body")
    drawn.set("class", "whole")
    body.append(drawn)
    body.extend(_sheet(part) for part in sheets(whole))
    for table in tables(workflow):
        SubElement(body, "h2").text = say(table.title, languages)
        body.append(_table(table, languages))
    return f"<!DOCTYPE html>\n{tostring(page, encoding='unicode', method='html')}\n"


def _sheet(part: Rect) -> Element:
    """Show a part of the picture when the page is printed."""
    sheet = Element("svg", {"class": "sheet", "viewBox": view(part), "aria-hidden": "true"})
    SubElement(sheet, "use", {"href": f"#{DRAWN}"})
    return sheet


def _head(title: str, on: Paper) -> Element:
    head = Element("head")
    SubElement(head, "meta", {"charset": "utf-8"})
    SubElement(head, "meta", {"http-equiv": "Content-Security-Policy", "content": POLICY})
    SubElement(head, "meta", {"name": "viewport", "content": "width=device-width"})
    SubElement(head, "title").text = title
    SubElement(head, "style").text = STYLE + PRINT.format(paper=on.name, height=on.height - EDGE)
    return head


def _table(table: Table, languages: Languages) -> Element:
    element = Element("table")
    heads = SubElement(SubElement(element, "thead"), "tr")
    for head in table.heads:
        SubElement(heads, "th", {"scope": "col"}).text = say(head, languages)
    body = SubElement(element, "tbody")
    for row in table.rows:
        cells = SubElement(body, "tr")
        for cell in row:
            cells.append(_cell(cell, languages))
    return element


def _cell(cell: Cell, languages: Languages) -> Element:
    element = Element("td")
    for words in cell:
        paragraph = SubElement(element, "p")
        first, *more = spoken(words, languages)
        paragraph.text = first
        for text in more:
            SubElement(paragraph, "br").tail = text
    return element
