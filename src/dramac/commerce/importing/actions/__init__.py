"""Every way in which files of products come in."""

from __future__ import annotations

from dramac.commerce.importing.actions.bring import bring
from dramac.commerce.importing.actions.repeat import again, resume_stalled
from dramac.commerce.importing.actions.sweep import sweep_files
from dramac.commerce.importing.actions.upload import CannotImport, Upload, preview, start, upload

__all__ = ["CannotImport", "Upload", "again", "bring", "preview", "resume_stalled", "start", "sweep_files", "upload"]
