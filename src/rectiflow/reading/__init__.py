"""A workflow read aloud: the whole file as articles, in Chinese and English. 流程成文。"""

from rectiflow.phrasing.names import mentioned
from rectiflow.reading.articles import Article, articles_of

__all__ = ["Article", "articles_of", "mentioned"]
