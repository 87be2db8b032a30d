"""IndexTable: the list of a kind of record, with search, filters, order, columns, views, bulk actions, CSV and XLSX.

A slice declares its columns and filters and says where its rows come from; the address holds the state, so that back,
sharing and saved views work. `docs/how-to/add-a-dashboard-screen.md` shows a whole one.
"""

from dramac.dashboard.index.bulk import BulkAction, Outcome, each
from dramac.dashboard.index.columns import Column
from dramac.dashboard.index.filters import AmountRange, Choice, Choices, DayRange, Filter, NumberRange, YesNo
from dramac.dashboard.index.listed import Listed
from dramac.dashboard.index.screens import addresses
from dramac.dashboard.index.table import Empty, IndexTable, View, ticked

__all__ = [
    "AmountRange",
    "BulkAction",
    "Choice",
    "Choices",
    "Column",
    "DayRange",
    "Empty",
    "Filter",
    "IndexTable",
    "Listed",
    "NumberRange",
    "Outcome",
    "View",
    "YesNo",
    "addresses",
    "each",
    "ticked",
]
