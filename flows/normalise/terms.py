"""What documents talk about: counts of single words (as lemmas) and of two-word phrases.

A term of one word is the lemma of a content word; a term of two words is a pair of content words that
stand side by side or are joined by a word such as *de* (*derechos humanos*, *tráfico drogas*), lower-cased
as printed. Punctuation, numbers and any stop word other than those joiners part a phrase. Word lists are in
the language's ``stopwords.yml`` and ``terms.yml``.
"""

from functools import cache

import polars as pl

from cronica.flows.language import Language
from cronica.schemas.language import StopWords, Terms
from cronica.seeds import dictionary
from cronica.seeds.words import parted

SCHEMA = {"document_id": pl.String, "term": pl.String, "term_size": pl.Int16, "mentions": pl.Int32}
_WORD_OR_BREAK = r"\p{L}+(?:[-'’]\p{L}+)*|[^\s\p{L}]"


def count_terms(paragraphs: pl.DataFrame, language: Language) -> pl.DataFrame:
    """Terms of every document with the number of times each is printed.

    Args:
        paragraphs: ``document_id`` and ``text``, one row a paragraph, in any order.
        language: of the texts.

    Returns:
        ``document_id``, ``term``, ``term_size`` (words: 1 or 2) and ``mentions``, in any order.
    """
    printed = pl.col("text")
    if not language.traits.splits_words_with_blanks:
        printed = printed.map_elements(parted, pl.String)
    text = pl.Categorical(pl.Categories.random())  # every word is looked at once, then its number
    tokens = (
        paragraphs.select("document_id", printed=printed.str.extract_all(_WORD_OR_BREAK))
        .with_row_index("paragraph")
        .explode("printed")
        .drop_nulls("printed")
        .with_columns(pl.col("document_id", "printed").cast(text))
    )
    vocabulary = _vocabulary(tokens["printed"].unique(), language).cast({pl.String: text})
    tokens = tokens.join(vocabulary, on="printed", how="left", maintain_order="left")
    single = tokens.filter("is_term").group_by("document_id", "lemma").agg(mentions=pl.len())
    double = _phrases(tokens, language).group_by("document_id", "word", "next_word").agg(mentions=pl.len())
    counted = (
        single.with_columns(term=pl.col("lemma").cast(pl.String), term_size=pl.lit(1)),
        double.with_columns(term=pl.concat_str("word", "next_word", separator=" "), term_size=pl.lit(2)),
    )
    return pl.concat(
        each.select(pl.col(name).cast(dtype) for name, dtype in SCHEMA.items()) for each in counted
    )


def is_common_word(word: str, language: Language) -> bool:
    """Whether a word is in the dictionary of the language other than as a proper name."""
    lower = word.lower()
    return dictionary.is_known(lower, language.code) and dictionary.lemma(lower, language.code).islower()


def _phrases(tokens: pl.DataFrame, language: Language) -> pl.DataFrame:
    """Pairs of terms of one paragraph with nothing or a joiner between them."""
    joiners = [joiner.split() for joiner in language.pack(Terms).joiners]
    longest = max(map(len, joiners), default=0)
    terms = (
        tokens.with_row_index("place")
        .with_columns(pl.col("word").shift(-each).alias(f"gap{each}") for each in range(1, longest + 1))
        .filter("is_term")
        .with_columns(
            distance=pl.col("place").shift(-1) - pl.col("place"),
            next_word=pl.col("word").shift(-1),
            same_paragraph=pl.col("paragraph").shift(-1) == pl.col("paragraph"),
        )
    )
    joined = pl.col("distance") == 1
    for joiner in joiners:
        fits = [pl.col(f"gap{offset}") == word for offset, word in enumerate(joiner, start=1)]
        joined |= pl.all_horizontal(pl.col("distance") == len(joiner) + 1, *fits)
    return terms.filter("same_paragraph", joined).select("document_id", "word", "next_word")


def _vocabulary(printed: pl.Series, language: Language) -> pl.DataFrame:
    """Of each distinct word as printed: the word in lower case, its lemma and whether it can be a term."""
    pack, stop = language.pack(Terms), _stop_words(language)
    words = printed.cast(pl.String).str.to_lowercase().to_list()
    bases = [pack.lemmas.get(word) or dictionary.lemma(word, language.code).lower() for word in words]
    usable = [
        len(word) >= pack.minimum_length and word[0].isalpha() and word not in stop and base not in stop
        for word, base in zip(words, bases, strict=True)
    ]
    return pl.DataFrame(
        {"printed": printed, "word": words, "lemma": bases, "is_term": usable},
        schema_overrides={"word": pl.String, "lemma": pl.String, "is_term": pl.Boolean},
    )


@cache
def _stop_words(language: Language) -> frozenset[str]:
    groups = language.pack(StopWords).model_dump().values()
    return frozenset(word for group in groups for word in group) | frozenset(language.pack(Terms).not_terms)
