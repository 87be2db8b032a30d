"""What may be allowed with files of products."""

from __future__ import annotations

VIEW = "importing.view"
IMPORT = "importing.run"
EXPORT = "importing.export"
