"""What documents talk about: counts of single words (as lemmas) and of two-word phrases.

A term of one word is the lemma of a content word; a term of two words is a pair of content words that
stand side by side or are joined by *de* (*derechos humanos*, *tráfico drogas*), lower-cased as printed.
Punctuation, numbers and any stop word other than those joiners part a phrase. Word lists are in
``seeds/languages/es/{stopwords,terms}.yml``.
"""

from functools import cache
from typing import Any

import polars as pl

import seeds
from seeds import dictionary

LANGUAGE = "es"
SCHEMA = {"document_id": pl.String, "term": pl.String, "term_size": pl.Int16, "mentions": pl.Int32}
_WORD_OR_BREAK = r"\p{L}+(?:[-'’]\p{L}+)*|[^\s\p{L}]"


def count_terms(paragraphs: pl.DataFrame) -> pl.DataFrame:
    """Terms of every document with the number of times each is printed.

    Args:
        paragraphs: ``document_id`` and ``text``, one row a paragraph, in any order.

    Returns:
        ``document_id``, ``term``, ``term_size`` (words: 1 or 2) and ``mentions``, sorted by the first three.
    """
    tokens = (
        paragraphs.select("document_id", pl.col("text").str.extract_all(_WORD_OR_BREAK).alias("word"))
        .with_row_index("paragraph")
        .explode("word")
        .drop_nulls("word")
        .with_columns(pl.col("word").str.to_lowercase())
    )
    tokens = tokens.join(_vocabulary(tokens["word"].unique()), on="word", how="left", maintain_order="left")
    single = tokens.filter("is_term").select("document_id", term="lemma", term_size=pl.lit(1))
    counted = (
        pl.concat([single, _phrases(tokens)])
        .group_by("document_id", "term", "term_size")
        .agg(mentions=pl.len())
        .sort("document_id", "term_size", "term")
    )
    return counted.select(pl.col(name).cast(dtype) for name, dtype in SCHEMA.items())


def is_common_word(word: str) -> bool:
    """Whether a word is in the dictionary of the language other than as a proper name."""
    lower = word.lower()
    return dictionary.is_known(lower, LANGUAGE) and dictionary.lemma(lower, LANGUAGE).islower()


def _phrases(tokens: pl.DataFrame) -> pl.DataFrame:
    """Pairs of terms of one paragraph with nothing or a joiner between them."""
    terms = (
        tokens.with_row_index("place")
        .with_columns(gap1=pl.col("word").shift(-1), gap2=pl.col("word").shift(-2))
        .filter("is_term")
        .with_columns(
            distance=pl.col("place").shift(-1) - pl.col("place"),
            next_word=pl.col("word").shift(-1),
            same_paragraph=pl.col("paragraph").shift(-1) == pl.col("paragraph"),
        )
    )
    joined = pl.col("distance") == 1
    for joiner in map(str.split, _pack()["joiners"]):
        fits = [pl.col(f"gap{offset}") == word for offset, word in enumerate(joiner, start=1)]
        joined |= pl.all_horizontal(pl.col("distance") == len(joiner) + 1, *fits)
    return terms.filter("same_paragraph", joined).select(
        "document_id", term=pl.concat_str("word", "next_word", separator=" "), term_size=pl.lit(2)
    )


def _vocabulary(words: pl.Series) -> pl.DataFrame:
    """Lemma of each distinct word and whether it can be a term."""
    minimum: int = _pack()["minimum_length"]
    stop, lemmas = _stop_words(), _pack()["lemmas"]
    distinct: list[str] = words.to_list()
    lemma = [lemmas.get(word) or dictionary.lemma(word, LANGUAGE).lower() for word in distinct]
    usable = [
        len(word) >= minimum and word[0].isalpha() and word not in stop and base not in stop
        for word, base in zip(distinct, lemma, strict=True)
    ]
    return pl.DataFrame(
        {"word": distinct, "lemma": lemma, "is_term": usable},
        schema={"word": pl.String, "lemma": pl.String, "is_term": pl.Boolean},
    )


@cache
def _stop_words() -> frozenset[str]:
    groups = seeds.pack(LANGUAGE, "stopwords").values()
    return frozenset(word for group in groups for word in group) | frozenset(_pack()["not_terms"])


def _pack() -> dict[str, Any]:
    return seeds.pack(LANGUAGE, "terms")
