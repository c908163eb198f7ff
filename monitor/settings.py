"""All settings: one file `pantau.toml` in the working folder, overridden by environment variables `PANTAU_…`."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from corpus.errors import SettingsError

FILE_NAME = "pantau.toml"
SECRET_PREFIX = "PANTAU_SECRET_"


class Settings(BaseSettings):
    """What an operator may set. Paths are relative to the folder that the program is started in."""

    model_config = SettingsConfigDict(env_prefix="PANTAU_", toml_file=FILE_NAME, extra="forbid")

    data: Path = Field(default=Path("pantau-data"), description="folder of database, archive and lock")
    database_url: str | None = Field(
        default=None, description="store in PostgreSQL (postgresql+psycopg://…); None: a file in the data folder"
    )
    sources: Path | None = Field(default=None, description="folder of your own source files; None: the shipped ones")
    registry: Path | None = Field(
        default=None, description="folder of your own registry rows, laid over the shipped ones"
    )
    contact: str = Field(
        default="", description="e-mail or page named in the user agent, so that outlets can reach you"
    )
    allow_private: bool = Field(default=False, description="allow loopback and private addresses (tests and demo only)")
    max_pages: int = Field(default=2000, ge=1, description="pages fetched in one run at most")
    host_pages: int = Field(default=1000, ge=1, description="pages fetched from one host in one run at most")
    concurrency: int = Field(default=16, ge=1, le=256, description="hosts read at one time")
    workers: int = Field(default=0, ge=0, le=64, description="processes that read pages; 0: none beside the main one")

    keep_days: int | None = Field(
        default=None, ge=1, description="articles older than this are taken out by `pantau person expire`; None: kept"
    )
    alerts: Path | None = Field(default=None, description="file or folder of alert rules and channels (TOML)")
    heartbeat: str | None = Field(
        default=None, description="address that is asked after each watch, or env:NAME or file:PATH that holds it"
    )

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.data / "pantau.db"

    @property
    def store(self) -> Path | str:
        """Where the store lies: the file, or the URL of a database."""
        return self.database_url or self.database

    @property
    def archive(self) -> Path:
        """The folder of WARC files."""
        return self.data / "archive"

    @property
    def lock(self) -> Path:
        """The file whose lock says that a run is going on."""
        return self.data / "pantau.lock"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Order of precedence: arguments, environment, file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def load_settings(**overrides: Any) -> Settings:
    """Reads the settings; `overrides` (from the command line) win.

    Raises:
        SettingsError: a value is not usable, a name is unknown, or the file is not TOML.
    """
    known = set(Settings.model_fields)
    for name in os.environ:
        if name.startswith(SECRET_PREFIX):
            continue  # named in alert files as env:PANTAU_SECRET_…
        if name.startswith("PANTAU_") and name.removeprefix("PANTAU_").lower() not in known:
            raise SettingsError(name, f"no such setting; known are {', '.join(sorted(known))}")
    try:
        return Settings(**overrides)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(map(str, first["loc"])) or FILE_NAME
        if first["type"] == "extra_forbidden":
            raise SettingsError(
                name, f"no such setting in {FILE_NAME}; known are {', '.join(sorted(known))}"
            ) from error
        raise SettingsError(name, f"{first['msg']}; set it in {FILE_NAME} or PANTAU_{name.upper()}") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(FILE_NAME, f"is not TOML: {error}") from error
