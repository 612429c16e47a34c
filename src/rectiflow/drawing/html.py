"""The picture and the tables on one page that needs nothing else. 网页。"""

from xml.etree.ElementTree import Element, SubElement, tostring

from rectiflow.drawing.headings import heading
from rectiflow.drawing.languages import Languages, say, spoken
from rectiflow.drawing.svg import FONTS, picture
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
@page {{ size: A4 landscape; margin: 8mm }}
@media print {{
  body {{ margin: 0; padding: 0 1px; max-width: none; font-size: 9pt }}
  svg {{ height: 192mm; break-after: page }}
  thead {{ display: table-header-group }}
  tr {{ break-inside: avoid }}
  h2 {{ break-after: avoid }}
}}
"""


def html(workflow: Workflow, languages: Languages) -> str:
    """Give `workflow` as one page of HTML that prints on A4 across; see `draw`."""
    page = Element("html", {"lang": "zh-CN" if languages[0] == "zh" else "en"})
    page.append(_head(say(heading(workflow), languages)))
    body = SubElement(page, "body")
    body.append(picture(workflow, languages))
    for table in tables(workflow):
        SubElement(body, "h2").text = say(table.title, languages)
        body.append(_table(table, languages))
    return f"<!DOCTYPE html>\n{tostring(page, encoding='unicode', method='html')}\n"


def _head(title: str) -> Element:
    head = Element("head")
    SubElement(head, "meta", {"charset": "utf-8"})
    SubElement(head, "meta", {"http-equiv": "Content-Security-Policy", "content": POLICY})
    SubElement(head, "meta", {"name": "viewport", "content": "width=device-width"})
    SubElement(head, "title").text = title
    SubElement(head, "style").text = STYLE
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
