"""One module for each chapter: what of a workflow it says, as the texts of its articles. 各章。"""
