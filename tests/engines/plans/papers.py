"""Texts and Word documents made up for the import tests."""

import io

from docx import Document

TEXT = """示范市政协2022年工作要点
一、围绕中心履职
1.开展专题协商。围绕“学校周边交通拥堵”“老旧小区加装电梯”等课题开展专题协商，三季度前形成协商报告。（责任单位：经济委）
2.做好提案工作。出台《关于提高提案质量的实施办法》，6月底前召开提案工作会议。
二、加强自身建设
3.加强委员培训。举办两期委员培训班。
"""


def docx(text: str = TEXT) -> bytes:
    """The lines as paragraphs of a Word document."""
    document = Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()
