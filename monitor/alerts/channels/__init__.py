"""Where alerts go: one file a channel, one line in this table."""

from monitor.alerts.channels.apprise import AppriseChannel
from monitor.alerts.channels.channel import Channel, ChannelEntry, Tools
from monitor.alerts.channels.file import FileChannel
from monitor.alerts.channels.smtp import SmtpChannel
from monitor.alerts.channels.stdout import StdoutChannel
from monitor.alerts.channels.webhook import WebhookChannel

CHANNELS: dict[str, type[Channel]] = {
    "smtp": SmtpChannel,
    "webhook": WebhookChannel,
    "file": FileChannel,
    "stdout": StdoutChannel,
    "apprise": AppriseChannel,
}
__all__ = ["CHANNELS", "Channel", "ChannelEntry", "Tools"]
