"""Tables as Excel workbooks: writing lists, reading filled-in templates. Security checklist 58-60, 63."""

from zhengxie.foundation.documents.archive import BadFile
from zhengxie.foundation.documents.table.headings import Heading, Kind
from zhengxie.foundation.documents.table.reading import MAX_ROWS, RowError, TableReading, TableRow, read_table
from zhengxie.foundation.documents.table.writing import marked_workbook, plain, template, workbook

__all__ = [
    "MAX_ROWS",
    "BadFile",
    "Heading",
    "Kind",
    "RowError",
    "TableReading",
    "TableRow",
    "marked_workbook",
    "plain",
    "read_table",
    "template",
    "workbook",
]
