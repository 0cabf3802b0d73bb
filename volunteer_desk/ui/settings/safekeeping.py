"""数据安全: a copy now, a copy put back, and the data checked, each with its result in place."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QSizePolicy

from volunteer_desk.domain.changes import Changed, Noun
from volunteer_desk.domain.keeping import KeepingReport
from volunteer_desk.domain.proof import proof_words
from volunteer_desk.domain.settings import DeskSettings
from volunteer_desk.services.keeping import back_up
from volunteer_desk.services.ledger_proof import last_proof, prove
from volunteer_desk.ui.backup_words import backup_words
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.tasks import Refusal
from volunteer_desk.ui.widgets import Card, PrimaryButton, QuietButton, row_layout, words

SUFFIX = "备份文件 (*.sqlite3);;所有文件 (*)"


class SafekeepingCard(Card):
    """Backup, restore, check."""

    def __init__(self, context: PageContext) -> None:
        super().__init__("数据安全")
        self.context = context
        self._chosen: Path | None = None
        self.result = words("", "soft")
        self.result.setWordWrap(True)
        self.result.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.result.hide()
        self.body.addWidget(self.result)
        self.ask = words("", "problem")
        self.ask.setWordWrap(True)
        self.sure = QuietButton("确定恢复", "Ctrl+Shift+R", "用选好的备份换下现在的数据")
        self.sure.clicked.connect(self._restore)
        self.no = QuietButton("不恢复", "", "保持现在的数据")
        self.no.clicked.connect(self._forget)
        asking = row_layout(10)
        asking.addWidget(self.ask, 1)
        asking.addWidget(self.no)
        asking.addWidget(self.sure)
        self.body.addLayout(asking)
        line = row_layout(10)
        self.check = QuietButton("检查数据", "Ctrl+J", "逐项检查数据是否完好")
        self.check.clicked.connect(self._check)
        self.choose = QuietButton("从备份恢复…", "Ctrl+R", "选一个备份文件")
        self.choose.clicked.connect(self._choose)
        self.backup = PrimaryButton("立即备份", "Ctrl+B", "把全部数据存成一个文件并核对")
        self.backup.clicked.connect(self._back_up)
        line.addWidget(self.check)
        line.addWidget(self.choose)
        line.addStretch(1)
        line.addWidget(self.backup)
        self.body.addLayout(line)
        self._forget()

    def show_settings(self, settings: DeskSettings) -> None:
        """Say when the last copy was made."""
        last = backup_words(settings.last_backup, self.context.desk.today())
        run = last_proof(self.context.desk)
        self.note.setText(f"{last}；{proof_words(run)}")
        if run is not None and not run.sound:
            self._say("\n".join(run.findings))

    def offer(self, source: Path) -> None:
        """Ask in place whether this backup should replace the data."""
        self._chosen = source
        self.ask.setText(f"用“{source.name}”换下现在的数据？现在的会留一份在备份文件夹。")
        for part in (self.ask, self.sure, self.no):
            part.show()
        self.sure.setFocus()

    def _back_up(self) -> None:
        desk = self.context.desk
        out = desk.folder.backups / f"志愿服务台-{desk.now():%Y%m%d-%H%M%S}.sqlite3"
        self._enable(False)
        self.context.tasks.run(
            lambda _: back_up(desk, out), self._backed_up, label="正在备份", failed=self._refused
        )

    def _backed_up(self, report: KeepingReport) -> None:
        self._enable(True)
        people = report.counts.get("volunteer", 0)
        entries = report.counts.get("hour_entry", 0)
        beside = report.beside_words()
        self._say(f"{report.file}：{people:,} 人、{entries:,} 条时长，核对无误。{beside}")
        self.context.publish(Changed(frozenset({Noun.SETTING}), None, "已备份，核对无误。"))

    def _check(self) -> None:
        desk = self.context.desk
        self._enable(False)
        self.context.tasks.run(
            lambda progress: prove(desk, progress=progress),
            self._checked,
            label="正在检查数据",
            failed=self._refused,
        )

    def _checked(self, report: KeepingReport) -> None:
        self._enable(True)
        people = report.counts.get("volunteer", 0)
        if report.sound:
            self._say(f"数据完好：{people:,} 人，每一项都对得上。")
            self.context.notices.ok("数据完好。")
        else:
            self._say("\n".join(report.findings))
            found = len(report.findings)
            self.context.notices.warn(f"查出 {found} 处不对。", "请先备份，再按下面写的处理。")

    def _say(self, result: str) -> None:
        self.result.setText(result)
        self.result.show()

    def _choose(self) -> None:
        folder = str(self.context.desk.folder.backups)
        name, _kind = QFileDialog.getOpenFileName(self, "选一个备份文件", folder, SUFFIX)
        if name:
            self.offer(Path(name))

    def _restore(self) -> None:
        if self._chosen is not None:
            source = self._chosen
            self._forget()
            self.context.restore(source)

    def _forget(self) -> None:
        self._chosen = None
        for part in (self.ask, self.sure, self.no):
            part.hide()

    def _refused(self, _fault: Refusal) -> None:
        self._enable(True)

    def _enable(self, on: bool) -> None:
        for part in (self.backup, self.check, self.choose):
            part.setEnabled(on)
