"""What filters and counts look at lies by article, and SQLite keeps tallies of it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from corpus.store.postgresql_index import PostgresqlIndex

revision = "0007"
down_revision = "0006"

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# The new table, the old one, the columns after the number, the column that questions ask for.
_PARTS = (
    ("article_region", "record_region", "region_code, focus", "region_code"),
    ("article_event", "record_event", "position, type, date, cohort, registry_status", "type"),
    ("article_pillar", "record_pillar", "pillar", "pillar"),
)


def upgrade() -> None:
    op.add_column("article", sa.Column("relevant", sa.Boolean(), nullable=True))
    op.execute(
        "UPDATE article SET relevant = (SELECT relevant FROM record WHERE article_id = article.id AND"
        f" {'current = 1' if _is_sqlite() else 'current'})"
    )
    op.create_index("ix_article_relevant", "article", ["relevant", "published_day"])
    op.create_index("ix_article_counted", "article", ["number", "published_day", "outlet"])
    op.drop_index("ix_record_relevant", "record")
    _create_parts()
    for new, old, columns, asked in _PARTS:
        op.execute(
            f"INSERT INTO {new} (article_number, {columns})"
            f" SELECT article.number, {', '.join('part.' + name for name in columns.split(', '))} FROM {old} AS part"
            " JOIN record ON record.number = part.record_number JOIN article ON article.id = record.article_id"
            f" WHERE {'record.current = 1' if _is_sqlite() else 'record.current'} ORDER BY article.number"
        )
        op.drop_table(old)
        op.create_index(f"ix_{new}_{asked}", new, [asked, "article_number"])
    if _is_sqlite():
        # Words of some thousand articles are gathered before they are written: the less often, the less is merged later.
        op.execute("INSERT INTO article_search (article_search, rank) VALUES ('hashsize', 16777216)")
        op.execute("INSERT INTO article_search (article_search, rank) VALUES ('automerge', 8)")
        _create_tally()
    else:
        _create_search()


def _create_search() -> None:
    op.create_table(
        "article_search",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("words", postgresql.TSVECTOR(), nullable=False),
        sa.ForeignKeyConstraint(["number"], ["article.number"], name=op.f("fk_article_search_number")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_article_search")),
    )
    # Without a list of late entries, which every question would walk through.
    op.create_index(
        "ix_article_search_words", "article_search", ["words"], postgresql_using="gin",
        postgresql_with={"fastupdate": "off"},
    )  # fmt: skip
    PostgresqlIndex().rebuild(op.get_bind())


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _create_parts() -> None:
    for name, columns in (
        (
            "article_region",
            [sa.Column("region_code", sa.String(5), nullable=False), sa.Column("focus", sa.Boolean(), nullable=False)],
        ),
        (
            "article_event",
            [
                sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
                sa.Column("type", sa.String(20), nullable=False),
                sa.Column("date", sa.String(30)),
                sa.Column("cohort", sa.Integer()),
                sa.Column("registry_status", sa.String(10), nullable=False),
            ],
        ),
        ("article_pillar", [sa.Column("pillar", sa.String(20), nullable=False)]),
    ):
        op.create_table(
            name,
            sa.Column("article_number", _NUMBER, autoincrement=False, nullable=False),
            *columns,
            sa.ForeignKeyConstraint(["article_number"], ["article.number"], name=op.f(f"fk_{name}_article_number")),
            sa.PrimaryKeyConstraint("article_number", columns[0].name, name=op.f(f"pk_{name}")),
            sqlite_with_rowid=False,
        )


def _create_tally() -> None:
    # How many articles have each value, kept by triggers so that no way of writing can forget it. PostgreSQL counts
    # when it is asked: there, writers side by side would wait for each other's rows.
    op.execute(
        "CREATE TABLE tally (dimension TEXT NOT NULL, value TEXT NOT NULL, articles INTEGER NOT NULL,"
        " PRIMARY KEY (dimension, value)) WITHOUT ROWID"
    )
    month = "coalesce(substr({row}.published_day, 1, 7), '')"
    outlet = "coalesce({row}.outlet, '')"
    for dimension, value in (("month", month), ("outlet", outlet)):
        _create_triggers("article", dimension, value)
    _create_triggers("article_region", "region", "{row}.region_code")
    _create_triggers("article_pillar", "pillar", "{row}.pillar")
    # An article may hold several events of one type.
    others = " AND NOT EXISTS (SELECT 1 FROM article_event AS other WHERE other.article_number = {row}.article_number"
    others += " AND other.type = {row}.type AND other.position <> {row}.position)"
    _create_triggers("article_event", "event", "{row}.type", others)


def _create_triggers(table: str, dimension: str, value: str, when: str = "") -> None:
    new, old = value.format(row="NEW"), value.format(row="OLD")
    add = (
        f"INSERT INTO tally VALUES ('{dimension}', {new}, 1)"
        " ON CONFLICT (dimension, value) DO UPDATE SET articles = articles + 1;"
    )
    drop = (
        f"UPDATE tally SET articles = articles - 1 WHERE dimension = '{dimension}' AND value = {old};"
        f" DELETE FROM tally WHERE dimension = '{dimension}' AND value = {old} AND articles = 0;"
    )
    name = f"tally_{dimension}"
    op.execute(
        f"CREATE TRIGGER {name}_insert AFTER INSERT ON {table} WHEN 1{when.format(row='NEW')} BEGIN {add} END"
    )
    op.execute(
        f"CREATE TRIGGER {name}_delete AFTER DELETE ON {table} WHEN 1{when.format(row='OLD')} BEGIN {drop} END"
    )
    if table == "article":
        op.execute(
            f"CREATE TRIGGER {name}_update AFTER UPDATE OF {'published_day' if dimension == 'month' else 'outlet'}"
            f" ON article WHEN {new} IS NOT {old} BEGIN {drop} {add} END"
        )
    counted = "number" if table == "article" else "article_number"
    op.execute(
        f"INSERT INTO tally SELECT '{dimension}', {value.format(row=table)}, count(DISTINCT {counted})"
        f" FROM {table} GROUP BY 2"
    )
