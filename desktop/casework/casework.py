"""All use cases of one office, bundled."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.casework.calendar.calendars import Calendars
from desktop.casework.calendar.office_limits import OfficeLimits
from desktop.casework.context import Context
from desktop.casework.exchange.exchange import Exchange
from desktop.casework.figures.statistics import Statistics
from desktop.casework.intake.intake import Intake
from desktop.casework.letters.file_papers import FilePapers
from desktop.casework.letters.letter_layouts import LetterLayouts
from desktop.casework.letters.letters import Letters
from desktop.casework.office.paper_fonts import PaperFonts
from desktop.casework.office.safekeeping import Safekeeping
from desktop.casework.office.settings import Settings
from desktop.casework.registers.catalogue import Catalogue
from desktop.casework.registers.office_registers import OfficeRegisters
from desktop.casework.reports.annual_reports import AnnualReports
from desktop.casework.reports.assessment import Assessment
from desktop.casework.reports.ledger import Ledger
from desktop.casework.reports.office_reports import OfficeReports
from desktop.casework.requests.requests import Requests
from desktop.casework.requests.search import Search
from desktop.casework.requests.worklist import Worklist
from desktop.casework.retention.retention import Retention
from desktop.casework.steps.complaints import Complaints
from desktop.casework.steps.steps import Steps
from desktop.casework.wording.wording_files import WordingFiles
from desktop.casework.wording.wordings import Wordings


@dataclass(frozen=True)
class Casework:
    """What a window or a command can ask for. All methods may be called from any thread."""

    context: Context
    intake: Intake
    steps: Steps
    letters: Letters
    layouts: LetterLayouts
    fonts: PaperFonts
    worklist: Worklist
    requests: Requests
    exchange: Exchange
    statistics: Statistics
    settings: Settings
    calendars: Calendars
    search: Search
    safekeeping: Safekeeping
    file_papers: FilePapers
    retention: Retention
    registers: OfficeRegisters
    wordings: Wordings
    wording_files: WordingFiles
    annual_reports: AnnualReports
    catalogue: Catalogue
    ledger: Ledger
    complaints: Complaints
    office_reports: OfficeReports
    office_limits: OfficeLimits
    assessment: Assessment


def casework_of(context: Context) -> Casework:
    """The use cases that share ``context``."""
    letters = Letters(context)
    wordings = Wordings(context, letters)
    return Casework(
        context=context,
        intake=Intake(context),
        steps=Steps(context),
        letters=letters,
        layouts=LetterLayouts(context),
        fonts=PaperFonts(context),
        worklist=Worklist(context),
        requests=Requests(context),
        exchange=Exchange(context),
        statistics=Statistics(context),
        settings=Settings(context),
        calendars=Calendars(context),
        search=Search(context),
        safekeeping=Safekeeping(context),
        file_papers=FilePapers(context),
        retention=Retention(context),
        registers=OfficeRegisters(context),
        wordings=wordings,
        wording_files=WordingFiles(wordings),
        annual_reports=AnnualReports(context),
        catalogue=Catalogue(context),
        ledger=Ledger(context),
        complaints=Complaints(context),
        office_reports=OfficeReports(context),
        office_limits=OfficeLimits(context),
        assessment=Assessment(context),
    )
