"""What documents talk about: counts of single words (as lemmas) and of two-word phrases.

A term of one word is the lemma of a content word; a term of two words is a pair of content words that
stand side by side or are joined by *de* (*derechos humanos*, *tráfico drogas*), lower-cased as printed.
Punctuation, numbers and any stop word other than those joiners part a phrase. Word lists are in
``seeds/languages/es/{stopwords,terms}.yml``.
"""

from functools import cache
from typing import Any

import polars as pl
from cronica.seeds import dictionary

from cronica import seeds

LANGUAGE = "es"
SCHEMA = {"document_id": pl.String, "term": pl.String, "term_size": pl.Int16, "mentions": pl.Int32}
_WORD_OR_BREAK = r"\p{L}+(?:[-'’]\p{L}+)*|[^\s\p{L}]"


def count_terms(paragraphs: pl.DataFrame) -> pl.DataFrame:
    """Terms of every document with the number of times each is printed.

    Args:
        paragraphs: ``document_id`` and ``text``, one row a paragraph, in any order.

    Returns:
        ``document_id``, ``term``, ``term_size`` (words: 1 or 2) and ``mentions``, in any order.
    """
    text = pl.Categorical(pl.Categories.random())  # every word is looked at once, then its number
    tokens = (
        paragraphs.select("document_id", printed=pl.col("text").str.extract_all(_WORD_OR_BREAK))
        .with_row_index("paragraph")
        .explode("printed")
        .drop_nulls("printed")
        .with_columns(pl.col("document_id", "printed").cast(text))
    )
    vocabulary = _vocabulary(tokens["printed"].unique()).cast({pl.String: text})
    tokens = tokens.join(vocabulary, on="printed", how="left", maintain_order="left")
    single = tokens.filter("is_term").group_by("document_id", "lemma").agg(mentions=pl.len())
    double = _phrases(tokens).group_by("document_id", "word", "next_word").agg(mentions=pl.len())
    counted = (
        single.with_columns(term=pl.col("lemma").cast(pl.String), term_size=pl.lit(1)),
        double.with_columns(term=pl.concat_str("word", "next_word", separator=" "), term_size=pl.lit(2)),
    )
    return pl.concat(
        each.select(pl.col(name).cast(dtype) for name, dtype in SCHEMA.items()) for each in counted
    )


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
    return terms.filter("same_paragraph", joined).select("document_id", "word", "next_word")


def _vocabulary(printed: pl.Series) -> pl.DataFrame:
    """Of each distinct word as printed: the word in lower case, its lemma and whether it can be a term."""
    minimum: int = _pack()["minimum_length"]
    stop, lemmas = _stop_words(), _pack()["lemmas"]
    words = printed.cast(pl.String).str.to_lowercase().to_list()
    bases = [lemmas.get(word) or dictionary.lemma(word, LANGUAGE).lower() for word in words]
    usable = [
        len(word) >= minimum and word[0].isalpha() and word not in stop and base not in stop
        for word, base in zip(words, bases, strict=True)
    ]
    return pl.DataFrame(
        {"printed": printed, "word": words, "lemma": bases, "is_term": usable},
        schema_overrides={"word": pl.String, "lemma": pl.String, "is_term": pl.Boolean},
    )


@cache
def _stop_words() -> frozenset[str]:
    groups = seeds.pack(LANGUAGE, "stopwords").values()
    return frozenset(word for group in groups for word in group) | frozenset(_pack()["not_terms"])


def _pack() -> dict[str, Any]:
    return seeds.pack(LANGUAGE, "terms")
