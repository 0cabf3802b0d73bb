"""The registry of pages: what the rail offers, in its order; pages are imported when opened."""

import gc
import sys
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import cast

from volunteer_desk.ui.page import Page, PageContext


@dataclass(frozen=True)
class PageSpec:
    """One entry of the rail.

    Attributes:
        name: ``page_name`` of the page.
        label: The rail's word.
        icon: Phosphor icon name.
        shortcut: Key that opens it.
        factory: ``module:Class``, imported when the page is first shown.
    """

    name: str
    label: str
    icon: str
    shortcut: str
    factory: str

    def exists(self) -> bool:
        """Whether its module is there."""
        module = self.factory.partition(":")[0]
        try:
            return find_spec(module) is not None
        except ModuleNotFoundError:
            return False

    def is_loaded(self) -> bool:
        """Whether its module was imported to its end (another thread may be at it)."""
        module, _, name = self.factory.partition(":")
        return hasattr(sys.modules.get(module), name)

    def load(self) -> "PageSpec":
        """Import its module, which takes a tenth of a second or several: beside the window."""
        import_module(self.factory.partition(":")[0])
        # what a module brings stays for good: looking through it held the window for 0.15 s a time
        gc.freeze()
        return self

    def build(self, context: PageContext) -> Page:
        """Import and make the page."""
        module, _, name = self.factory.partition(":")
        return cast(type[Page], getattr(import_module(module), name))(context)


_UI = "volunteer_desk.ui"

PAGES: tuple[PageSpec, ...] = (
    PageSpec("overview", "工作台", "house", "Ctrl+1", f"{_UI}.overview.page:OverviewPage"),
    PageSpec("volunteers", "志愿者", "users", "Ctrl+2", f"{_UI}.volunteers.page:VolunteersPage"),
    PageSpec(
        "projects", "队伍与项目", "squares-four", "Ctrl+3", f"{_UI}.projects.page:ProjectsPage"
    ),
    PageSpec("hours", "时长登记", "clock", "Ctrl+4", f"{_UI}.hours.page:HoursPage"),
    PageSpec(
        "certificates", "荣誉证书", "medal", "Ctrl+5", f"{_UI}.certificates.page:CertificatesPage"
    ),
    PageSpec("report", "月报统计", "chart-bar", "Ctrl+6", f"{_UI}.report.page:ReportPage"),
    PageSpec("settings", "设置", "gear", "Ctrl+7", f"{_UI}.settings.page:SettingsPage"),
)
