"""The whole story of one provider with its evidence: as a page, as JSON, and as a pack for a successor."""

from assistant.agenda.reports.exit_pack import exit_pack
from assistant.agenda.reports.page import report, report_json
from assistant.agenda.reports.proof import proof

__all__ = ["exit_pack", "proof", "report", "report_json"]
