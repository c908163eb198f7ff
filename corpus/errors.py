"""All errors of the product, grouped by who must act.

PantauError
├── ConfigError      the operator: stop at once (exit code 4)
│   ├── SourceError(source, key)            RegistryError(table, row, reason)    LexiconError(file, entry)
│   └── ModelMismatch(name, expected, found)    SettingsError(variable)    StoreError(path, reason)
├── RemoteError      the outside world: the loop decides about another try
│   ├── FetchTemporary(url, attempt, retry_after_s)    FetchPermanent(url, status)
│   └── FetchRefused(url, rule)                        DeliveryError(channel, retry_after_s)
├── ContentError     one page or text: warn, skip, count
│   ├── NotAnArticle(url, reason)    PageChanged(source, field)
│   └── WrongLanguage(language)      UnreadableInput(path, reason)    QueryError(query, reason)
└── InvariantError   our bug: never caught below the command line (exit code 70)
    └── EvidenceMismatch(span, expected, found)    StoreConflict(table, key)    MissingRequirement(component, needs)
"""

from __future__ import annotations


class PantauError(Exception):
    """Root of every error that this product raises on purpose."""


class ConfigError(PantauError):
    """The operator must mend a file or a setting; nothing goes on until then."""


class SourceError(ConfigError):
    """A source file is wrong: `source` names the file, `key` the entry."""

    def __init__(self, source: str, key: str, reason: str) -> None:
        super().__init__(f"{source}: {key}: {reason}")
        self.source, self.key, self.reason = source, key, reason


class RegistryError(ConfigError):
    """A registry table contradicts itself or another one."""

    def __init__(self, table: str, row: int | None, reason: str) -> None:
        super().__init__(f"{table}{'' if row is None else f', row {row}'}: {reason}")
        self.table, self.row, self.reason = table, row, reason


class LexiconError(ConfigError):
    """A word list is wrong: `file` and `entry` say where."""

    def __init__(self, file: str, entry: str, reason: str) -> None:
        super().__init__(f"{file}: {entry}: {reason}")
        self.file, self.entry, self.reason = file, entry, reason


class ModelMismatch(ConfigError):
    """Weights on disk are not those that their card describes."""

    def __init__(self, name: str, expected: str, found: str) -> None:
        super().__init__(f"models/{name}: expected {expected}, found {found}; run `make train` or install again")
        self.name, self.expected, self.found = name, expected, found


class SettingsError(ConfigError):
    """A setting has no usable value."""

    def __init__(self, variable: str, reason: str) -> None:
        super().__init__(f"{variable}: {reason}")
        self.variable, self.reason = variable, reason


class StoreError(ConfigError):
    """The database cannot be used as it is (damaged, locked, full, made by a newer version)."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path, self.reason = path, reason


class RemoteError(PantauError):
    """The outside world failed; the loop decides about another try."""


class FetchTemporary(RemoteError):
    """Another try may succeed. `retry_after_s` is None when the server named no time."""

    def __init__(self, url: str, attempt: int, reason: str, retry_after_s: float | None = None) -> None:
        super().__init__(f"{url}: {reason} (attempt {attempt})")
        self.url, self.attempt, self.reason, self.retry_after_s = url, attempt, reason, retry_after_s


class FetchPermanent(RemoteError):
    """The server answered and another try will not help. `status` is None when no HTTP status was seen."""

    def __init__(self, url: str, status: int | None, reason: str) -> None:
        super().__init__(f"{url}: {reason}")
        self.url, self.status, self.reason = url, status, reason


class FetchRefused(RemoteError):
    """We do not ask: robots.txt, a private address or a setting forbids it. `rule` names which."""

    def __init__(self, url: str, rule: str) -> None:
        super().__init__(f"{url}: refused by {rule}")
        self.url, self.rule = url, rule


class DeliveryError(RemoteError):
    """An alert channel did not take the message. `permanent`: another try will not help."""

    def __init__(
        self, channel: str, reason: str, retry_after_s: float | None = None, *, permanent: bool = False
    ) -> None:
        super().__init__(f"{channel}: {reason}")
        self.channel, self.reason, self.retry_after_s, self.permanent = channel, reason, retry_after_s, permanent


class ContentError(PantauError):
    """One page or one text cannot be used; the rest of the run goes on."""


class NotAnArticle(ContentError):
    """The page holds no article that can be read."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"{url}: {reason}")
        self.url, self.reason = url, reason


class PageChanged(ContentError):
    """A source's own selectors no longer find what they used to find."""

    def __init__(self, source: str, field: str) -> None:
        super().__init__(f"{source}: no {field} where the source file expects it; update its [extract] block")
        self.source, self.field = source, field


class WrongLanguage(ContentError):
    """The text is not Indonesian. `language` is an ISO 639-1 code."""

    def __init__(self, name: str, language: str) -> None:
        super().__init__(f"{name}: the text is in '{language}', only Indonesian ('id') is read")
        self.name, self.language = name, language


class UnreadableInput(ContentError):
    """A file or a line given by the user cannot be read. The message says what to do."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path, self.reason = path, reason


class QueryError(ContentError):
    """A search query holds a value that its field cannot take."""

    def __init__(self, query: str, reason: str) -> None:
        super().__init__(f"{query}: {reason}")
        self.query, self.reason = query, reason


class InvariantError(PantauError):
    """A promise of the program was broken: a bug, never caught below the command line."""


class EvidenceMismatch(InvariantError):
    """A span's text is not what the article holds at that place."""

    def __init__(self, start: int, end: int, expected: str, found: str) -> None:
        super().__init__(f"span {start}:{end} should read {expected!r} but the text has {found!r}")
        self.start, self.end, self.expected, self.found = start, end, expected, found


class StoreConflict(InvariantError):
    """Two different things claim one key."""

    def __init__(self, table: str, key: str) -> None:
        super().__init__(f"{table}: {key} is there already with other content")
        self.table, self.key = table, key


class MissingRequirement(InvariantError):
    """A pipeline component runs without one that it needs."""

    def __init__(self, component: str, needs: str) -> None:
        super().__init__(f"{component} needs {needs} earlier in the pipeline")
        self.component, self.needs = component, needs
