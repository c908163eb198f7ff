"""`README.md` of a snapshot: a datasheet for people, with the front matter that Hugging Face reads."""

from __future__ import annotations

from pathlib import Path

from corpus.snapshots.manifest import Manifest

_TEMPLATE = Path(__file__).parent / "datasheet.md"
# Classes of https://github.com/huggingface/hub-docs/blob/main/datasetcard.md
_SIZES = (
    (1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"),
    (10_000_000, "1M<n<10M"),
)  # fmt: skip


def render_datasheet(manifest: Manifest) -> str:
    """The file's text, in English as such files are read anywhere."""
    parts = {split: count for split, count in manifest.splits.items() if count}
    asked = "; ".join(f"{name} = {value}" for name, value in sorted(manifest.question.items()))
    values = {
        "name": manifest.name.replace('"', "'"), "pantau": manifest.pantau, "articles": manifest.articles,
        "as_of": manifest.as_of.date().isoformat() if manifest.as_of else "unknown", "judged": manifest.judged,
        "license_name": "copyright-of-the-outlets" if manifest.with_text else "stand-off-annotations",
        "annotators": "expert-generated" if manifest.judged == manifest.articles else "machine-generated",
        "size": next((name for limit, name in _SIZES if manifest.articles < limit), "n>10M"),
        "data_files": "\n".join(f"  - split: {split}\n    path: data/{split}.jsonl" for split in parts),
        "split_rows": "\n".join(f"| {split} | {count} |" for split, count in manifest.splits.items()),
        "text_note": _text_note(manifest), "people_note": _people_note(manifest),
        "pipelines": _bullets(manifest.pipelines), "models": _bullets(manifest.models),
        "question": asked or "every article that was read", "rights_note": _rights_note(manifest),
        "outlets": "\n".join(
            f"| {_cell(o.name)} | {o.articles} | {o.first_day or '–'} | {o.last_day or '–'} |" for o in manifest.outlets
        ),
    }  # fmt: skip
    return _TEMPLATE.read_text(encoding="utf-8").format(**values)


def _bullets(values: dict[str, int] | dict[str, str]) -> str:
    return "\n".join(f"- `{name}`: {value}" for name, value in sorted(values.items())) or "- none"


def _cell(value: str) -> str:
    return " ".join(value.split()).replace("|", "\\|")


def _text_note(manifest: Manifest) -> str:
    if manifest.with_text:
        return "Records hold the articles' full text (`article.text`)."
    return "Records hold no full text: `pantau rehydrate` gives it back to whoever holds the articles, by hash."


def _people_note(manifest: Manifest) -> str:
    if manifest.people_masked:
        return "People's names are masked by offices; with the original articles they can be found out again."
    return "Officials are named in official capacity; names are personal data (UU 27/2022)."


def _rights_note(manifest: Manifest) -> str:
    if manifest.with_text:
        return "The outlets hold the copyright in the texts; do not pass this snapshot on without their leave."
    return "No article is reproduced, only its address and short passages as evidence."
