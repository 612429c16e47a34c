"""A workflow read aloud: the whole file as articles, in Chinese and English. 流程成文。"""

from rectiflow.reading.articles import Article, articles_of
from rectiflow.reading.names import mentioned

__all__ = ["Article", "articles_of", "mentioned"]
