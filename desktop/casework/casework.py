"""All use cases of one office, bundled."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.casework.annual_reports import AnnualReports
from desktop.casework.assessment import Assessment
from desktop.casework.calendars import Calendars
from desktop.casework.catalogue import Catalogue
from desktop.casework.complaints import Complaints
from desktop.casework.context import Context
from desktop.casework.exchange import Exchange
from desktop.casework.file_papers import FilePapers
from desktop.casework.intake import Intake
from desktop.casework.ledger import Ledger
from desktop.casework.letter_layouts import LetterLayouts
from desktop.casework.letters import Letters
from desktop.casework.office_limits import OfficeLimits
from desktop.casework.office_registers import OfficeRegisters
from desktop.casework.office_reports import OfficeReports
from desktop.casework.paper_fonts import PaperFonts
from desktop.casework.requests import Requests
from desktop.casework.retention import Retention
from desktop.casework.safekeeping import Safekeeping
from desktop.casework.search import Search
from desktop.casework.settings import Settings
from desktop.casework.statistics import Statistics
from desktop.casework.steps import Steps
from desktop.casework.wording_files import WordingFiles
from desktop.casework.wordings import Wordings
from desktop.casework.worklist import Worklist


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
