"""The kliping: what the press wrote in a day, week or month, as a desk hands it to its head."""

from monitor.kliping.gather import KlipingOrder, gather_kliping
from monitor.kliping.kliping import Kliping
from monitor.kliping.period import Period, day_of, month_of, week_of

__all__ = ["Kliping", "KlipingOrder", "Period", "day_of", "gather_kliping", "month_of", "week_of"]
